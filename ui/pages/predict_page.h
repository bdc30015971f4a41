#pragma once

#include "ui/pages/page.h"

namespace saccade {

/// The Predict page. UI thread.
class PredictPage final : public Page
{
    Q_OBJECT

public:
    explicit PredictPage(Workbench& workbench, QWidget* parent = nullptr);
};

} // namespace saccade
