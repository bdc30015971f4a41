#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/matrix_model.h"
#include "ui/models/top_confusions_model.h"
#include "ui/pages/evaluate_epoch_bar.h"
#include "ui/pages/evaluate_matrix_pane.h"
#include "ui/plots/matrix_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_look.h"
#include "ui/widgets/wrapping_title.h"

namespace saccade {

namespace {

constexpr int kConfusionRow = 24;
constexpr int kConfusionsShown = 4;
constexpr int kConfusionsShownInLowPane = 2;
constexpr int kLowPane = 600;
constexpr int kLowestPane = 420;
constexpr int kNumberWidth = 92;

QComboBox* makeChooser(const QString& objectName, const QString& name, const QStringList& texts, QWidget* parent)
{
    auto* box = new Chooser(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->addItems(texts);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return box;
}

} // namespace

EvaluateMatrixPane::EvaluateMatrixPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new MatrixModel(this)),
      m_confusionsModel(new TopConfusionsModel(this)),
      m_epochs(new EvaluateEpochBar(this))
{
    setProperty("pane", true);
    setObjectName(QStringLiteral("matrixPane"));
    createViews();
    createConfusions();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(createZoomLine());
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_confusions);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(m_epochs);
    connectViews();
    readPreferences();
}

QWidget* EvaluateMatrixPane::createHeader()
{
    auto* header = new WrappingTitle(tr("Confusion matrix"), this);
    createSwitches(header);
    m_note = makeLabel({}, QStringLiteral("2"), header);
    m_note->setObjectName(QStringLiteral("matrixNote"));
    m_note->hide();
    for (QWidget* control : std::initializer_list<QWidget*>{m_note, m_hideDiagonal, m_order, m_values}) {
        header->addControl(control);
    }
    for (QWidget* button : {m_confusionsButton, m_tableTwin, m_more}) {
        header->addButton(button);
    }
    return header;
}

void EvaluateMatrixPane::createSwitches(QWidget* header)
{
    m_hideDiagonal = new QCheckBox(tr("Hide diagonal"), header);
    m_hideDiagonal->setObjectName(QStringLiteral("hideDiagonalBox"));
    m_hideDiagonal->setToolTip(tr("Leave out what is right (D)"));
    m_order =
        makeChooser(QStringLiteral("classOrderBox"), tr("Order of the classes"),
                    {tr("Class order"), tr("By name"), tr("By size"), tr("By mistakes"), tr("By similarity")}, header);
    m_order->setToolTip(tr("Order of the classes. By similarity, those taken for each other stand side by side."));
    m_values = makeChooser(QStringLiteral("matrixValuesBox"), tr("What the cells say"),
                           {tr("Count"), tr("% of row"), tr("% of column"), tr("% of all")}, header);
    m_values->setToolTip(tr("Images, or shares of the class, of the prediction or of all images (N)"));
    m_confusionsButton = makeToolButton(QStringLiteral("topConfusionsButton"), tr("Show the top confusions (C)"),
                                        QStringLiteral("runs"), header);
    m_confusionsButton->setCheckable(true);
    m_tableTwin =
        makeToolButton(QStringLiteral("matrixTableButton"), tr("Show as a table (T)"), QStringLiteral("table"), header);
    m_tableTwin->setCheckable(true);
    m_more = makeToolButton(QStringLiteral("matrixMoreButton"), tr("Copy or save the matrix"), QStringLiteral("more"),
                            header);
    createMoreMenu();
    const auto addKey = [this](Qt::Key key, QPushButton* button) {
        auto* shortcut = new QShortcut(QKeySequence(key), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::toggle);
    };
    addKey(Qt::Key_T, m_tableTwin);
    addKey(Qt::Key_C, m_confusionsButton);
}

void EvaluateMatrixPane::createMoreMenu()
{
    auto* menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("matrixMoreMenu"));
    menu->addAction(tr("Copy picture"), this, &EvaluateMatrixPane::copyPicture);
    menu->addAction(tr("Copy table"), this, &EvaluateMatrixPane::copyTable);
    menu->addSeparator();
    menu->addAction(tr("Save matrix…"), this, &EvaluateMatrixPane::save);
    // No setMenu(): its arrow would stand beside the icon.
    connect(m_more, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

QWidget* EvaluateMatrixPane::createZoomLine()
{
    m_zoomLine = new QWidget(this);
    m_zoomOut =
        makeButton(QStringLiteral("matrixZoomOutButton"), tr("Back out"), QStringLiteral("undo"), {}, m_zoomLine);
    m_zoomOut->setToolTip(tr("Back to the groups that this part was opened from (Esc)"));
    m_zoomText = new ElidedLabel(m_zoomLine);
    m_zoomText->setObjectName(QStringLiteral("matrixZoomText"));
    setTone(m_zoomText, QStringLiteral("2"));
    auto* layout = new QHBoxLayout(m_zoomLine);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_zoomOut);
    layout->addWidget(m_zoomText, 1);
    m_zoomLine->hide();
    return m_zoomLine;
}

void EvaluateMatrixPane::createViews()
{
    m_view = new MatrixView(this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("matrixTable"));
    m_table->setAccessibleName(tr("Confusion matrix as a table"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setDefaultSectionSize(72);
    m_stack = new QStackedWidget(this);
    auto* frame = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->addWidget(m_view);
    m_stack->addWidget(frame);
    m_stack->addWidget(m_table);
}

void EvaluateMatrixPane::createConfusions()
{
    m_confusions = new QTableView(this);
    m_confusions->setObjectName(QStringLiteral("topConfusions"));
    m_confusions->setAccessibleName(tr("Top confusions"));
    m_confusions->setModel(m_confusionsModel);
    setTableLook(*m_confusions);
    m_confusions->setFrameShape(QFrame::NoFrame);
    m_confusions->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_confusions->setSelectionMode(QAbstractItemView::SingleSelection);
    m_confusions->setTabKeyNavigation(false);
    const int row = textSized(kConfusionRow);
    m_confusions->verticalHeader()->setDefaultSectionSize(row);
    QHeaderView* header = m_confusions->horizontalHeader();
    header->setFixedHeight(row);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setDefaultSectionSize(paneWidth(kNumberWidth));
    header->setHighlightSections(false);
    stretchColumn(*m_confusions, TopConfusionsModel::NameColumn);
}

/// The matrix comes first: what few confusions a low pane shows can be scrolled.
void EvaluateMatrixPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int rows = height() < textSized(kLowPane) ? kConfusionsShownInLowPane : kConfusionsShown;
    m_confusions->setFixedHeight((rows + 1) * textSized(kConfusionRow));
    m_confusionsButton->setEnabled(height() >= textSized(kLowestPane));
    m_confusionsButton->setToolTip(m_confusionsButton->isEnabled()
                                       ? tr("Show the top confusions (C)")
                                       : tr("The window is too low for the top confusions beside the matrix"));
    m_confusions->setVisible(m_confusionsButton->isChecked() && m_confusionsButton->isEnabled());
}

} // namespace saccade
