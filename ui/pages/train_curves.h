#pragma once

#include <QWidget>

#include "ui/models/curve_data.h"
#include "ui/plots/curve_plot.h"
#include "ui/window/workbench.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;
class QTableView;

namespace saccade {

class CurveTableModel;
class SegmentedButtons;

/// The curves with their controls: smoothing, logarithm, following, axis, table twin, saving. UI thread.
class TrainCurves final : public QWidget
{
    Q_OBJECT

public:
    /// beside: stands at the right of the plot, below the controls.
    TrainCurves(Workbench& workbench, const CurveData& curves, QWidget* beside, QWidget* parent = nullptr);

    [[nodiscard]] CurvePlot& plot() const { return *m_plot; }
    /// The data changed.
    void refresh();
    /// nullptr: nothing to compare with.
    void setPrevious(const CurveData* previous, const QString& title);
    [[nodiscard]] bool showsTable() const;
    void setShowsTable(bool isOn);

    void savePng();
    void saveSvg();
    void saveCsv();
    void copyCsv();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* createToolbar();
    QWidget* createLeftControls();
    QWidget* createRightControls();
    void createTable();
    void readOptions();
    void showPrevious();
    void save(const QString& title, const QString& proposal, const QString& filter, const QByteArray& bytes);

    Workbench& m_workbench;
    const CurveData& m_curves;
    const CurveData* m_previous = nullptr;
    QString m_previousTitle;
    CurvePlot* m_plot;
    CurveTableModel* m_model;
    QTableView* m_table;
    QStackedWidget* m_stack;
    QLabel* m_smoothingTitle = nullptr;
    QSlider* m_smoothing = nullptr;
    QLabel* m_smoothingValue = nullptr;
    QCheckBox* m_log = nullptr;
    QCheckBox* m_follow = nullptr;
    QCheckBox* m_compare = nullptr;
    QLabel* m_axisTitle = nullptr;
    SegmentedButtons* m_axis = nullptr;
    QPushButton* m_tableButton = nullptr;
    QLabel* m_answer = nullptr;
};

} // namespace saccade
