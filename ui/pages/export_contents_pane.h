#pragma once

#include <QWidget>

#include "engine/formats/portable_model.h"

class QVBoxLayout;

namespace saccade {

/// What every exported file holds beside the weights, as facts. UI thread.
class ExportContentsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportContentsPane(QWidget* parent = nullptr);

    void show(const PortableModel& contract);

private:
    QVBoxLayout* m_layout = nullptr;
    QWidget* m_facts = nullptr;
};

} // namespace saccade
