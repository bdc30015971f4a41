#pragma once

#include <QWidget>

#include "engine/metrics/class_order.h"
#include "engine/session/evaluate_session.h"
#include "ui/models/matrix_words.h"
#include "ui/window/workbench.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace saccade {

class ElidedLabel;
class EvaluateEpochBar;
class MatrixModel;
class MatrixView;
class TopConfusionsModel;

/// The left of the Evaluate page: the matrix as a picture or as a table, its switches, the top confusions, and the
/// epochs below. Remembers the order of the classes, what the cells say, and whether the confusions are shown. UI
/// thread.
class EvaluateMatrixPane final : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluateMatrixPane(Workbench& workbench, QWidget* parent = nullptr);

    /// whyLocked: why no other epoch can be shown; empty when it can.
    void show(const Evaluation& evaluation, const QStringList& classNames, const QList<QImage>& thumbnails,
              const QString& whyLocked);
    void clearSelection();
    /// Truth and prediction of the selected cell, or nothing.
    [[nodiscard]] std::optional<std::pair<int, int>> selection() const;
    [[nodiscard]] EvaluateEpochBar& epochs() const { return *m_epochs; }
    /// Asks where and saves the picture (PNG, SVG, PDF) or the table (CSV).
    void save();
    void copyPicture();
    /// As text with tabs.
    void copyTable();

signals:
    void cellChosen(int truth, int predicted);
    void selectionCleared();
    void stepRequested(std::int64_t step);

private:
    QWidget* createHeader();
    void createSwitches(QWidget* header);
    void createMoreMenu();
    QWidget* createZoomLine();
    void createViews();
    void createConfusions();
    void connectViews();
    void readPreferences();
    void setTableShown(bool shown);
    void setConfusionsShown(bool shown);
    void setValues(MatrixValues values);
    void showOrder();
    void showZoom();
    void saveTo(const QString& file);

    Workbench& m_workbench;
    MatrixModel* m_model = nullptr;
    TopConfusionsModel* m_confusionsModel = nullptr;
    MatrixView* m_view = nullptr;
    QTableView* m_table = nullptr;
    QTableView* m_confusions = nullptr;
    QStackedWidget* m_stack = nullptr;
    EvaluateEpochBar* m_epochs = nullptr;
    QCheckBox* m_hideDiagonal = nullptr;
    QComboBox* m_order = nullptr;
    QComboBox* m_values = nullptr;
    QPushButton* m_confusionsButton = nullptr;
    QPushButton* m_tableTwin = nullptr;
    QPushButton* m_more = nullptr;
    QWidget* m_zoomLine = nullptr;
    QPushButton* m_zoomOut = nullptr;
    ElidedLabel* m_zoomText = nullptr;
    QLabel* m_note = nullptr;
    ConfusionMatrix m_matrix;
    QStringList m_classNames;
    std::vector<std::string> m_orderNames; // of the run's classes
    std::shared_ptr<const RunFolder> m_run;
};

} // namespace saccade
