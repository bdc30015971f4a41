#include "ui/pages/figures_labels_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/suspects_model.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {

QString words(const EvaluationFigures* figures)
{
    if (figures == nullptr) {
        return FiguresLabelsView::tr("Computing the figures…");
    }
    if (figures->validationImages == 0) {
        return FiguresLabelsView::tr(
            "No validation was kept, so nothing is known of labels: suspicion takes images that were "
            "not trained on.");
    }
    if (figures->suspects.empty()) {
        return FiguresLabelsView::tr("For none of %1 validation images is another class much likelier than its label.")
            .arg(formatCount(figures->validationImages));
    }
    return FiguresLabelsView::tr(
               "For %Ln of %1 validation images the network finds another class likelier than the label. Look "
               "before you believe it: either may be wrong.",
               nullptr, static_cast<int>(figures->suspects.size()))
        .arg(formatCount(figures->validationImages));
}

} // namespace

FiguresLabelsView::FiguresLabelsView(QWidget* parent)
    : QWidget(parent), m_model(new SuspectsModel(this)), m_table(new QTableView(this))
{
    m_words = makeLabel({}, QStringLiteral("2"), this);
    m_words->setObjectName(QStringLiteral("suspectsSentence"));
    m_words->setWordWrap(true);
    m_words->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    m_table->setObjectName(QStringLiteral("suspectsTable"));
    m_table->setAccessibleName(tr("Labels that may be wrong"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    setTableLook(*m_table);
    m_table->setIconSize(QSize(1, 1) * (m_table->verticalHeader()->defaultSectionSize() - 4));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);                    // the reason is read whole...
    header->setSectionResizeMode(SuspectsModel::ImageColumn, QHeaderView::Stretch); // ...a name has its tooltip
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_words);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) { requestRow(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { requestRow(index.row()); });
    showFigures(nullptr, {}, {});
}

void FiguresLabelsView::showFigures(const std::shared_ptr<const EvaluationFigures>& figures,
                                    const QStringList& classNames, const DataSet& dataSet)
{
    m_words->setText(words(figures.get()));
    m_model->setSuspects(figures, classNames, dataSet);
    m_table->setVisible(figures == nullptr || !figures->suspects.empty());
}

void FiguresLabelsView::requestRow(int row)
{
    const auto cell = [&](SuspectsModel::Column column) { return m_model->index(row, column).data().toString(); };
    emit validationImagesRequested(
        tr("%1, or %2?").arg(cell(SuspectsModel::TruthColumn), cell(SuspectsModel::SuggestedColumn)),
        {m_model->place(row)});
}

} // namespace saccade
