#include "ui/pages/comparison_pane.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/changed_confusions_model.h"
#include "ui/models/compared_classes_model.h"
#include "ui/models/comparison_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

ComparisonPane::ComparisonPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_session(new ComparisonSession(this)),
      m_classes(new ComparedClassesModel(this)),
      m_confusions(new ChangedConfusionsModel(this)),
      m_settings(new ChangedSettingsModel(this)),
      m_images(new ComparedImagesModel(ImageGrid::CaptionRole, ImageGrid::NoteRole, this))
{
    setObjectName(QStringLiteral("comparisonPane"));
    setDataSet(workbench.data.dataSet());
    auto* results = new QSplitter(Qt::Horizontal, this);
    results->setChildrenCollapsible(false);
    results->setHandleWidth(1);
    results->addWidget(createTables());
    results->addWidget(createGallery());
    results->setSizes({560, 800});
    results->setStretchFactor(1, 1);
    m_results = results;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeadline());
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(m_results, 1);
    layout->addStretch(0);
    connectPane();
}

void ComparisonPane::connectPane()
{
    connect(m_session, &ComparisonSession::compared, this, &ComparisonPane::showRuns);
    connect(m_session, &ComparisonSession::failed, this, &ComparisonPane::showFailure);
    connect(m_back, &QPushButton::clicked, this, &ComparisonPane::close);
    connect(m_sides, &SegmentedButtons::selected, m_images,
            [this](int side) { m_images->setSide(static_cast<ComparedSide>(side)); });
    for (const auto chosen : {&QTableView::clicked, &QTableView::activated}) { // by the mouse, by Enter
        connect(m_classTable, chosen, this, [this](const QModelIndex& index) { showClass(index.row()); });
        connect(m_confusionsTable, chosen, this, [this](const QModelIndex& index) { showConfusion(index.row()); });
    }
    connect(m_chip, &QPushButton::clicked, this, &ComparisonPane::clearClasses);
}

void ComparisonPane::compare(const Evaluation& evaluation, const QString& folder, const QStringList& classNames)
{
    m_classNames = classNames;
    m_results->hide();
    m_icon->setIcon(QStringLiteral("info"), &Theme::text2);
    m_headline->setText(tr("Comparing…"));
    m_details->setText({});
    m_back->setFocus();
    m_session->compare(evaluation.run, folder.toStdString(), evaluation.part);
}

void ComparisonPane::setDataSet(const DataSet& dataSet)
{
    m_images->setDataSet(dataSet);
}

void ComparisonPane::showRuns(const std::shared_ptr<const ComparedRuns>& runs)
{
    m_images->setRuns(runs, m_classNames); // first: its rows point into the runs
    m_classes->setRuns(runs, m_classNames);
    m_confusions->setRuns(runs, m_classNames);
    m_settings->setRuns(runs);
    m_runs = runs;
    const RunComparison& comparison = runs->comparison;
    const PairedCounts& counts = comparison.test.counts;
    m_headline->setText(comparisonHeadline(comparison));
    m_details->setText(comparisonDetails(comparison));
    m_runA->setText(
        comparedRunText(tr("A"), *runs->a, counts.bothRight + counts.onlyA, comparison.images(), comparison.accuracyA));
    m_runB->setText(
        comparedRunText(tr("B"), *runs->b, counts.bothRight + counts.onlyB, comparison.images(), comparison.accuracyB));
    m_pixelsNote->setText(comparisonNote(comparison));
    m_pixelsNote->setVisible(!m_pixelsNote->text().isEmpty());
    m_confusionsNote->setVisible(comparison.confusions.empty());
    m_confusionsTable->setVisible(!comparison.confusions.empty());
    m_settingsNote->setVisible(comparison.settings.empty());
    m_settingsTable->setVisible(!comparison.settings.empty());
    clearClasses();
    showCounts();
    m_results->show();
}

void ComparisonPane::showFailure(const Error& error)
{
    m_icon->setIcon(QStringLiteral("wrong"), &Theme::bad);
    m_headline->setText(tr("The runs cannot be compared."));
    m_details->setText(errorText(error));
}

void ComparisonPane::showClass(int row)
{
    const int label = m_classes->label(row);
    m_images->setClasses(label);
    showChip(tr("Truth %1").arg(m_classNames.value(label)));
}

/// First the images that made the difference: those that the run with fewer of them gets right.
void ComparisonPane::showConfusion(int row)
{
    const ChangedConfusion& changed = m_confusions->confusion(row);
    m_images->setClasses(changed.truth, changed.predicted);
    const ComparedSide better = changed.b < changed.a ? ComparedSide::OnlyB : ComparedSide::OnlyA;
    const ComparedSide other = changed.b < changed.a ? ComparedSide::OnlyA : ComparedSide::OnlyB;
    for (const ComparedSide side : {better, ComparedSide::BothWrong, other}) {
        m_sides->setCurrent(static_cast<int>(side));
        if (m_images->rowCount() > 0) {
            break;
        }
    }
    showChip(tr("%1 taken for %2").arg(m_classNames.value(changed.truth), m_classNames.value(changed.predicted)));
}

void ComparisonPane::showChip(const QString& text)
{
    //: a filter with the sign that removes it
    m_chip->setText(tr("%1   ×").arg(text));
    m_chip->show();
}

void ComparisonPane::clearClasses()
{
    m_images->setClasses(std::nullopt);
    m_chip->hide();
}

void ComparisonPane::showCounts()
{
    const PairedCounts& counts = m_runs->comparison.test.counts;
    m_sides->setText(0, tr("Only A right: %1").arg(formatCount(counts.onlyA)));
    m_sides->setText(1, tr("Only B right: %1").arg(formatCount(counts.onlyB)));
    m_sides->setText(2, tr("Both wrong: %1").arg(formatCount(counts.bothWrong)));
    m_bothRight->setText(tr("Both right: %1").arg(formatCount(counts.bothRight)));
}

void ComparisonPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ComparisonPane::close()
{
    m_session->cancel();
    emit closed();
}

} // namespace saccade
