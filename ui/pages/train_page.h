#pragma once

#include "ui/pages/page.h"

namespace saccade {

/// The Train page. UI thread.
class TrainPage final : public Page
{
    Q_OBJECT

public:
    explicit TrainPage(Workbench& workbench, QWidget* parent = nullptr);
};

} // namespace saccade
