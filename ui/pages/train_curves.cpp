#include "ui/pages/train_curves.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/base/atomic_file.h"
#include "ui/models/curve_table_model.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"
#include "ui/widgets/table_look.h"

namespace saccade {

TrainCurves::TrainCurves(Workbench& workbench, const CurveData& curves, QWidget* beside, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_curves(curves),
      m_plot(new CurvePlot(curves, this)),
      m_model(new CurveTableModel(curves, this)),
      m_table(new QTableView(this)),
      m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("trainCurves"));
    createTable();
    auto* framed = new QWidget(this);
    auto* frame = new QVBoxLayout(framed);
    frame->setContentsMargins(0, 0, 0, 4);
    frame->addWidget(m_plot);
    m_stack->addWidget(framed);
    m_stack->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createToolbar());
    auto* below = new QHBoxLayout;
    below->setSpacing(0);
    below->addWidget(m_stack, 1);
    below->addWidget(makeVerticalLine(this));
    below->addWidget(beside);
    layout->addLayout(below, 1);
    connect(m_plot, &CurvePlot::logLossChanged, m_log, &QCheckBox::setChecked);
    connect(m_plot, &CurvePlot::followingChanged, m_follow, &QCheckBox::setChecked);
    connect(m_plot, &CurvePlot::tableRequested, this, [this] { setShowsTable(true); });
    readOptions();
    setPrevious(nullptr, {});
}

QWidget* TrainCurves::createToolbar()
{
    auto* toolbar = new QWidget(this);
    toolbar->setFixedHeight(rowHeight(measure::kPaneTitle));
    auto* row = new QHBoxLayout(toolbar);
    row->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    row->setSpacing(0);
    row->addWidget(createLeftControls());
    m_answer = makeCaption({}, toolbar);
    m_answer->setObjectName(QStringLiteral("curvesAnswer"));
    row->addWidget(m_answer, 1);
    row->addWidget(createRightControls());
    return toolbar;
}

/// What only names a control goes first where not all fits; tooltips say it too.
void TrainCurves::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isRoomy = width() >= textSized(720);
    m_smoothingTitle->setVisible(isRoomy);
    m_smoothingValue->setVisible(isRoomy);
    m_axisTitle->setVisible(isRoomy);
}

QWidget* TrainCurves::createLeftControls()
{
    auto* controls = new QWidget(this);
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_smoothingTitle = makeLabel(tr("Smoothing"), QStringLiteral("2"), controls);
    m_smoothing = new QSlider(Qt::Horizontal, controls);
    m_smoothing->setObjectName(QStringLiteral("smoothingSlider"));
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Averages the dashed training line; the thin line always shows every step."));
    m_smoothing->setRange(0, 20);
    m_smoothing->setFixedWidth(84);
    m_smoothingTitle->setBuddy(m_smoothing);
    m_smoothingValue = makeLabel({}, {}, controls);
    m_smoothingValue->setMinimumWidth(textSized(28));
    m_log = new QCheckBox(tr("Log loss"), controls);
    m_log->setObjectName(QStringLiteral("logLossCheck"));
    m_log->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    m_follow = new QCheckBox(tr("Follow"), controls);
    m_follow->setObjectName(QStringLiteral("followCheck"));
    m_follow->setToolTip(tr("Keeps the line at the best epoch so far."));
    m_compare = new QCheckBox(controls);
    m_compare->setObjectName(QStringLiteral("compareCheck"));
    m_compare->setChecked(m_workbench.preferences.value(QStringLiteral("train/compare"), true).toBool());
    row->addWidget(makeHeading(tr("Curves"), controls));
    row->addSpacing(12);
    row->addWidget(m_smoothingTitle);
    row->addWidget(m_smoothing);
    row->addWidget(m_smoothingValue);
    row->addSpacing(4);
    for (QCheckBox* box : {m_log, m_follow, m_compare}) {
        row->addWidget(box);
    }
    connect(m_follow, &QCheckBox::clicked, m_plot, &CurvePlot::setFollowing);
    connect(m_compare, &QCheckBox::clicked, this, [this](bool isOn) {
        m_workbench.preferences.setValue(QStringLiteral("train/compare"), isOn);
        showPrevious();
    });
    return controls;
}

QWidget* TrainCurves::createRightControls()
{
    auto* controls = new QWidget(this);
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_axis = new SegmentedButtons(tr("Horizontal axis"), {tr("Epoch"), tr("Step"), tr("Time")}, controls);
    m_axis->setObjectName(QStringLiteral("curveAxis"));
    m_tableButton = makeToolButton(QStringLiteral("tableButton"), tr("Show the figures as a table (T in the plot)"),
                                   QStringLiteral("table"), controls);
    m_tableButton->setCheckable(true);
    auto* saveButton =
        makeToolButton(QStringLiteral("saveCurvesButton"), tr("Save the curves"), QStringLiteral("save"), controls);
    auto* menu = new QMenu(saveButton);
    menu->addAction(tr("Save as PNG…"), this, &TrainCurves::savePng);
    menu->addAction(tr("Save as SVG…"), this, &TrainCurves::saveSvg);
    menu->addAction(tr("Save as CSV…"), this, &TrainCurves::saveCsv);
    menu->addAction(tr("Copy as CSV"), this, &TrainCurves::copyCsv);
    // No setMenu(): its arrow would stand beside the icon.
    connect(saveButton, &QPushButton::clicked, menu,
            [menu, saveButton] { menu->popup(saveButton->mapToGlobal(QPoint(0, saveButton->height()))); });
    m_axisTitle = makeLabel(tr("Across"), QStringLiteral("2"), controls);
    row->addWidget(m_axisTitle);
    row->addWidget(m_axis);
    row->addSpacing(8);
    row->addWidget(m_tableButton);
    row->addWidget(saveButton);
    connect(m_tableButton, &QPushButton::clicked, this, &TrainCurves::setShowsTable);
    return controls;
}

void TrainCurves::createTable()
{
    m_table->setObjectName(QStringLiteral("curveTable"));
    m_table->setAccessibleName(tr("The curves as a table"));
    m_table->setModel(m_model);
    setTableLook(*m_table);
    m_table->horizontalHeader()->setFixedHeight(textSized(40)); // titles of two lines
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
        if (row.isValid()) {
            m_plot->setFollowing(false);
            m_plot->setCursor(static_cast<std::size_t>(row.row()));
        }
    });
}

void TrainCurves::readOptions()
{
    Preferences& preferences = m_workbench.preferences;
    m_smoothing->setValue(preferences.value(QStringLiteral("train/smoothing"), 6).toInt());
    m_log->setChecked(preferences.value(QStringLiteral("train/logLoss"), false).toBool());
    m_axis->setCurrent(preferences.value(QStringLiteral("train/axis"), 0).toInt());
    m_follow->setChecked(true);
    const auto apply = [this] {
        CurveOptions options;
        options.smoothing = m_smoothing->value() / 20.0;
        options.isLossLogarithmic = m_log->isChecked();
        options.axis = static_cast<CurveAxis>(m_axis->current());
        m_smoothingValue->setText(formatNumber(options.smoothing, 2));
        m_workbench.preferences.setValue(QStringLiteral("train/smoothing"), m_smoothing->value());
        m_workbench.preferences.setValue(QStringLiteral("train/logLoss"), options.isLossLogarithmic);
        m_workbench.preferences.setValue(QStringLiteral("train/axis"), m_axis->current());
        m_plot->setOptions(options);
    };
    connect(m_smoothing, &QSlider::valueChanged, this, apply);
    connect(m_log, &QCheckBox::toggled, this, apply);
    connect(m_axis, &SegmentedButtons::selected, this, apply);
    apply();
}

void TrainCurves::refresh()
{
    m_plot->refresh();
    m_model->refresh();
}

void TrainCurves::setPrevious(const CurveData* previous, const QString& title)
{
    m_previous = previous;
    m_previousTitle = title;
    m_compare->setText(tr("Show %1").arg(title));
    m_compare->setToolTip(tr("Draws the validation of %1 in grey for comparison.").arg(title));
    m_compare->setVisible(previous != nullptr);
    showPrevious();
}

void TrainCurves::showPrevious()
{
    m_plot->setPrevious(m_compare->isChecked() ? m_previous : nullptr, tr("%1, validation").arg(m_previousTitle));
}

bool TrainCurves::showsTable() const
{
    return m_stack->currentIndex() == 1;
}

void TrainCurves::setShowsTable(bool isOn)
{
    m_stack->setCurrentIndex(isOn ? 1 : 0);
    m_tableButton->setChecked(isOn);
    (isOn ? static_cast<QWidget*>(m_table) : m_plot)->setFocus();
}

void TrainCurves::savePng()
{
    save(tr("Save the curves as PNG"), QStringLiteral("curves.png"), tr("PNG image (*.png)"), m_plot->toPng());
}

void TrainCurves::saveSvg()
{
    save(tr("Save the curves as SVG"), QStringLiteral("curves.svg"), tr("SVG drawing (*.svg)"), m_plot->toSvg());
}

void TrainCurves::saveCsv()
{
    save(tr("Save the curves as CSV"), QStringLiteral("curves.csv"), tr("CSV table (*.csv)"), curveCsv(m_curves));
}

void TrainCurves::copyCsv()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(curveCsv(m_curves)));
    m_answer->setText(tr("Copied"));
}

void TrainCurves::save(const QString& title, const QString& proposal, const QString& filter, const QByteArray& bytes)
{
    m_workbench.dialogs.chooseSaveFile(this, title, proposal, filter, [this, bytes](const QString& chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        const Result<void> written = writeFileAtomically(std::filesystem::path(chosen.toStdString()), view);
        m_answer->setText(written ? tr("Saved %1").arg(QFileInfo(chosen).fileName()) : errorText(written.error()));
        setTone(m_answer, written ? QStringLiteral("2") : QStringLiteral("bad"));
    });
}

} // namespace saccade
