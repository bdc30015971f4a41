#pragma once

#include <QWidget>

#include "engine/session/evaluation_figures.h"
#include "ui/window/workbench.h"

class QSortFilterProxyModel;
class QTableView;

namespace saccade {

class ClassReportModel;

/// Figures by class as a table; a row asks for its images. UI thread.
class FiguresClassView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresClassView(Workbench& workbench, QWidget* parent = nullptr);

    void showReport(const ClassReport& report, const QStringList& classNames, const QList<QImage>& thumbnails);
    void showFigures(const EvaluationFigures& figures);
    /// The whole table, for a spreadsheet.
    void copyCsv() const;

signals:
    void classRequested(int label);

private:
    void createTable();
    void restoreOrder();
    void requestRow(const QModelIndex& index);

    Workbench& m_workbench;
    ClassReportModel* m_model = nullptr;
    QSortFilterProxyModel* m_order = nullptr;
    QTableView* m_table = nullptr;
};

} // namespace saccade
