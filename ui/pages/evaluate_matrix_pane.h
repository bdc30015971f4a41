#pragma once

#include <QWidget>

#include "engine/session/evaluate_session.h"
#include "ui/window/workbench.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace saccade {

class MatrixModel;
class MatrixView;

/// The left of the Evaluate page: the matrix as a picture or as a table, and its switches. UI thread.
class EvaluateMatrixPane final : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluateMatrixPane(Workbench& workbench, QWidget* parent = nullptr);

    void show(const Evaluation& evaluation, const QStringList& classNames, const QList<QImage>& thumbnails);
    void clearSelection();
    /// Asks where and saves the picture (PNG, SVG) or the table (CSV).
    void save();

signals:
    void cellChosen(int truth, int predicted);
    void selectionCleared();

private:
    QWidget* createHeader();
    void createViews();
    void connectViews();
    void setTableShown(bool shown);
    void setNormalised(bool normalised);
    void saveTo(const QString& file);

    Workbench& m_workbench;
    MatrixModel* m_model = nullptr;
    MatrixView* m_view = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_stack = nullptr;
    QCheckBox* m_hideDiagonal = nullptr;
    QPushButton* m_count = nullptr;
    QPushButton* m_share = nullptr;
    QPushButton* m_tableTwin = nullptr;
    QLabel* m_note = nullptr;
};

} // namespace saccade
