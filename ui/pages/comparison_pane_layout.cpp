#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/changed_confusions_model.h"
#include "ui/models/compared_classes_model.h"
#include "ui/pages/comparison_pane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {

constexpr int kPictureSide = 88;
constexpr int kNumberWidth = 88;

} // namespace

QWidget* ComparisonPane::createHeadline()
{
    QWidget* line = makePane(QStringLiteral("comparisonHeadlinePane"), this);
    m_icon = new IconLabel(QStringLiteral("info"), &Theme::text2, 20, line);
    m_headline = makeHeading({}, line);
    m_headline->setObjectName(QStringLiteral("comparisonHeadline"));
    m_details = makeLabel({}, {}, line);
    m_details->setWordWrap(true); // the numbers that carry the headline are never cut
    m_details->setMinimumWidth(1);
    m_details->setObjectName(QStringLiteral("comparisonDetails"));
    m_back = makeButton(QStringLiteral("closeComparisonButton"), tr("Back to the run"), QStringLiteral("chevron-left"),
                        {}, line);
    m_back->setToolTip(tr("The run alone again (Esc)"));
    auto* layout = new QHBoxLayout;
    layout->setContentsMargins(measure::kPageMargin, 4, measure::kPageMargin, 4);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_icon);
    layout->addWidget(m_headline);
    layout->addWidget(m_details, 1);
    layout->addWidget(m_back);
    line->setMinimumHeight(rowHeight(measure::kPaneTitle));
    line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    paneLayout(line)->addLayout(layout);
    return line;
}

QWidget* ComparisonPane::createRunsLine()
{
    auto* line = new QWidget(this);
    m_runA = makeLabel({}, {}, line);
    m_runA->setObjectName(QStringLiteral("comparedRunA"));
    m_runB = makeLabel({}, {}, line);
    m_runB->setObjectName(QStringLiteral("comparedRunB"));
    m_pixelsNote = makeLabel({}, QStringLiteral("warning"), line);
    m_pixelsNote->setObjectName(QStringLiteral("pixelsNote"));
    m_pixelsNote->setWordWrap(true);
    auto* layout = new QVBoxLayout(line);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    layout->setSpacing(4);
    for (QLabel* label : {m_runA, m_runB, m_pixelsNote}) {
        label->setMinimumWidth(1); // a long name is cut at its end, never the pane widened
        layout->addWidget(label);
    }
    return line;
}

QTableView* ComparisonPane::createTable(const QString& objectName, const QString& name, QAbstractItemModel* model)
{
    auto* table = new QTableView(this);
    table->setObjectName(objectName);
    table->setAccessibleName(name);
    table->setModel(model);
    setTableLook(*table);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (int column = 1; column < model->columnCount(); ++column) {
        table->horizontalHeader()->resizeSection(column, paneWidth(kNumberWidth));
    }
    stretchColumn(*table, 0);
    return table;
}

QWidget* ComparisonPane::createTables()
{
    QWidget* pane = makePane(QStringLiteral("comparisonTables"), this);
    m_classTable =
        createTable(QStringLiteral("comparedClassesTable"), tr("What each run gets right of each class"), m_classes);
    m_confusionsTable = createTable(QStringLiteral("changedConfusionsTable"),
                                    tr("Confusions that are not equally frequent in the runs"), m_confusions);
    m_confusionsNote = makeLabel(tr("Both confuse the same, equally often."), QStringLiteral("2"), pane);
    m_confusionsNote->setObjectName(QStringLiteral("sameConfusionsNote"));
    m_confusionsNote->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 12);
    m_settingsTable =
        createTable(QStringLiteral("changedSettingsTable"), tr("Settings that differ between the runs"), m_settings);
    m_settingsNote = makeLabel(tr("All settings are the same."), QStringLiteral("2"), pane);
    m_settingsNote->setObjectName(QStringLiteral("sameSettingsNote"));
    m_settingsNote->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 12);
    QVBoxLayout* layout = paneLayout(pane);
    layout->addWidget(createRunsLine());
    layout->addWidget(makeHorizontalLine(pane));
    layout->addWidget(new PaneTitle(tr("Per class"), pane));
    layout->addWidget(m_classTable, 3);
    layout->addWidget(makeHorizontalLine(pane));
    layout->addWidget(new PaneTitle(tr("Confusions that changed"), pane));
    layout->addWidget(m_confusionsNote);
    layout->addWidget(m_confusionsTable, 3);
    layout->addWidget(makeHorizontalLine(pane));
    layout->addWidget(new PaneTitle(tr("Settings that differ"), pane));
    layout->addWidget(m_settingsNote);
    layout->addWidget(m_settingsTable, 1);
    return pane;
}

QWidget* ComparisonPane::createGallery()
{
    QWidget* pane = makePane(QStringLiteral("comparisonGallery"), this);
    auto* title = new QWidget(pane);
    title->setFixedHeight(rowHeight(measure::kPaneTitle));
    m_sides =
        new SegmentedButtons(tr("Which images"), {tr("Only A right"), tr("Only B right"), tr("Both wrong")}, title);
    m_sides->setObjectName(QStringLiteral("comparedSides"));
    m_chip = makeButton(QStringLiteral("comparisonChip"), {}, {}, QStringLiteral("chip"), title);
    m_chip->setToolTip(tr("Show all classes again"));
    m_bothRight = makeLabel({}, QStringLiteral("2"), title);
    m_bothRight->setObjectName(QStringLiteral("bothRightNote"));
    auto* layout = new QHBoxLayout(title);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_sides);
    layout->addWidget(m_chip);
    layout->addStretch(1);
    layout->addWidget(m_bothRight);
    m_grid = new ImageGrid(pane);
    m_grid->setObjectName(QStringLiteral("comparisonGrid"));
    m_grid->setAccessibleName(tr("Images that the runs answer differently"));
    m_grid->setNotePlace(ImageGrid::NotePlace::Below);
    m_grid->setPictureSide(kPictureSide);
    m_grid->setModel(m_images);
    m_grid->setEmptyText(tr("No image falls here."));
    paneLayout(pane)->addWidget(title);
    paneLayout(pane)->addWidget(m_grid, 1);
    return pane;
}

} // namespace saccade
