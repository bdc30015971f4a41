#pragma once

#include <QWidget>
#include <vector>

#include "engine/session/export_session.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace saccade {

class ExportTableModel;
class PairedBars;

/// Size and speed of the written formats as bars, or with all figures as a table. UI thread.
class ExportChartPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportChartPane(QWidget* parent = nullptr);

    void setOutcomes(const std::vector<ExportOutcome>& outcomes);

private:
    void showTable(bool isTable);

    ExportTableModel* m_model = nullptr;
    QPushButton* m_twin = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_empty = nullptr;
    PairedBars* m_bars = nullptr;
    QTableView* m_table = nullptr;
};

} // namespace saccade
