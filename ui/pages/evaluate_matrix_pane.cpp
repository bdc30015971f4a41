#include "ui/pages/evaluate_matrix_pane.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/matrix_model.h"
#include "ui/pages/save_picture.h"
#include "ui/plots/matrix_view.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

QPushButton* makeSegment(const QString& text, const QString& name, const char* place, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setProperty("seg", QString::fromLatin1(place));
    button->setCheckable(true);
    return button;
}

} // namespace

EvaluateMatrixPane::EvaluateMatrixPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_model(new MatrixModel(this))
{
    setProperty("pane", true);
    setObjectName(QStringLiteral("matrixPane"));
    createViews();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(m_stack, 1);
    connectViews();
}

QWidget* EvaluateMatrixPane::createHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(rowHeight(measure::kPaneTitle));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    auto* title = new QLabel(tr("Confusion matrix"), header);
    title->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_hideDiagonal = new QCheckBox(tr("Hide diagonal"), header);
    m_hideDiagonal->setObjectName(QStringLiteral("hideDiagonalBox"));
    m_hideDiagonal->setToolTip(tr("Leave out what is right (D)"));
    m_count = makeSegment(tr("Count"), QStringLiteral("countButton"), "l", header);
    m_share = makeSegment(tr("% of row"), QStringLiteral("shareButton"), "r", header);
    m_share->setToolTip(tr("Shares of the images of each class (N)"));
    auto* group = new QButtonGroup(this);
    group->addButton(m_count);
    group->addButton(m_share);
    m_count->setChecked(true);
    m_tableTwin = new QPushButton(header);
    m_tableTwin->setObjectName(QStringLiteral("matrixTableButton"));
    m_tableTwin->setProperty("kind", QStringLiteral("tool"));
    m_tableTwin->setIcon(themeIcon(QStringLiteral("table")));
    m_tableTwin->setCheckable(true);
    m_tableTwin->setAccessibleName(tr("Show as a table"));
    m_tableTwin->setToolTip(tr("Show as a table (T)"));
    m_note = new QLabel(header);
    m_note->setObjectName(QStringLiteral("matrixNote"));
    m_note->setProperty("tone", QStringLiteral("2"));
    layout->addWidget(title);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(m_hideDiagonal);
    layout->addSpacing(measure::kControlGap);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->addWidget(m_count);
    segments->addWidget(m_share);
    layout->addLayout(segments);
    layout->addWidget(m_tableTwin);
    return header;
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

void EvaluateMatrixPane::connectViews()
{
    connect(m_hideDiagonal, &QCheckBox::toggled, m_view, &MatrixView::setDiagonalHidden);
    connect(m_view, &MatrixView::diagonalHiddenChanged, m_hideDiagonal, &QCheckBox::setChecked);
    connect(m_share, &QPushButton::toggled, this, &EvaluateMatrixPane::setNormalised);
    connect(m_view, &MatrixView::normalisedChanged, this,
            [this](bool normalised) { (normalised ? m_share : m_count)->setChecked(true); });
    connect(m_tableTwin, &QPushButton::toggled, this, &EvaluateMatrixPane::setTableShown);
    auto* twin = new QShortcut(QKeySequence(Qt::Key_T), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(twin, &QShortcut::activated, m_tableTwin, &QPushButton::toggle);
    connect(m_view, &MatrixView::cellActivated, this, &EvaluateMatrixPane::cellChosen);
    connect(m_view, &MatrixView::selectionCleared, this, &EvaluateMatrixPane::selectionCleared);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const int classes = m_model->rowCount() - 1;
        if (index.row() < classes && index.column() < classes) {
            emit cellChosen(index.row(), index.column());
        }
    });
}

void EvaluateMatrixPane::show(const Evaluation& evaluation, const QStringList& classNames,
                              const QList<QImage>& thumbnails)
{
    m_note->setText(evaluation.views == EvaluationViews::Single ? QString() : tr("with test-time augmentation"));
    m_model->setMatrix(evaluation.matrix, classNames);
    m_view->setMatrix(evaluation.matrix, classNames, thumbnails);
}

void EvaluateMatrixPane::clearSelection()
{
    m_view->setSelection(std::nullopt);
}

void EvaluateMatrixPane::setTableShown(bool shown)
{
    m_stack->setCurrentIndex(shown ? 1 : 0);
}

void EvaluateMatrixPane::setNormalised(bool normalised)
{
    m_view->setNormalised(normalised);
    m_model->setNormalised(normalised);
}

void EvaluateMatrixPane::save()
{
    const QString proposal = m_note->text().isEmpty() ? QStringLiteral("confusion-matrix.png")
                                                      : QStringLiteral("confusion-matrix-test-time-augmentation.png");
    m_workbench.dialogs.chooseSaveFile(this, tr("Save the confusion matrix"), proposal,
                                       tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv)"),
                                       [this](const QString& file) {
                                           if (!file.isEmpty()) {
                                               saveTo(file);
                                           }
                                       });
}

void EvaluateMatrixPane::saveTo(const QString& file)
{
    const Result<void> saved = file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
                                   ? saveText(file, m_model->toCsv())
                                   : savePicture(file, m_view->size(), [this](QPainter& painter, const QSize& size) {
                                         m_view->draw(painter, size);
                                     });
    showSaveProblem(saved, this);
}

} // namespace saccade
