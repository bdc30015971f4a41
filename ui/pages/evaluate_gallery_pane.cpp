#include "ui/pages/evaluate_gallery_pane.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/pages/evaluate_changes_bar.h"
#include "ui/pages/gallery_filter_popup.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kPictureSide = 88;
const QString kOrderKey = QStringLiteral("evaluate/galleryOrder");

} // namespace

EvaluateGalleryPane::EvaluateGalleryPane(ImageChangesModel& changes, QWidget* parent)
    : QWidget(parent),
      m_model(new GalleryModel(ImageGrid::CaptionRole, ImageGrid::NoteRole, ImageGrid::EmphasisRole, this)),
      m_grid(new ImageGrid(this)),
      m_chips(new FilterChips(this)),
      m_filterPopup(new GalleryFilterPopup(this))
{
    setProperty("pane", true);
    setObjectName(QStringLiteral("galleryPane"));
    m_grid->setObjectName(QStringLiteral("galleryGrid"));
    m_grid->setNotePlace(ImageGrid::NotePlace::Beside);
    m_grid->setPictureSide(kPictureSide);
    m_grid->setModel(m_model);
    m_grid->setMultiSelect(true);
    m_model->setChanges(&changes, ImageGrid::BadgeRole);
    m_changesBar = new EvaluateChangesBar(changes, *m_model, *m_grid, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(m_chips);
    layout->addWidget(createNotice());
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_changesBar);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EvaluateGalleryPane::showCount);
    connect(m_grid, &ImageGrid::activated, this, &EvaluateGalleryPane::imageActivated);
    connect(m_chips, &FilterChips::removed, this, &EvaluateGalleryPane::removeFilter);
    connect(m_chips, &FilterChips::allRemoved, this, [this] { changeFilter({}); });
    connect(m_filterPopup, &GalleryFilterPopup::filterChanged, this, &EvaluateGalleryPane::changeFilter);
    showFilter();
}

QWidget* EvaluateGalleryPane::createHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(rowHeight(measure::kPaneTitle));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    auto* title = new QLabel(tr("Images"), header);
    title->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_countLabel = new QLabel(header);
    m_countLabel->setObjectName(QStringLiteral("galleryCount"));
    m_onlyMistakes = new QCheckBox(tr("Only mistakes"), header);
    m_onlyMistakes->setObjectName(QStringLiteral("onlyMistakesBox"));
    m_filterButton = makeToolButton(QStringLiteral("galleryFilterButton"), tr("Filter by class and confidence"),
                                    QStringLiteral("filter"), header);
    createOrder(header);
    layout->addWidget(title);
    layout->addWidget(m_countLabel);
    layout->addStretch(1);
    layout->addWidget(m_onlyMistakes);
    layout->addWidget(m_filterButton);
    layout->addWidget(m_order);
    connect(m_filterButton, &QPushButton::clicked, this, [this] { m_filterPopup->openBelow(m_filterButton); });
    connect(m_onlyMistakes, &QCheckBox::toggled, this, [this](bool only) {
        GalleryFilter filter = m_model->filter();
        filter.onlyMistakes = only;
        setFilter(filter);
    });
    return header;
}

void EvaluateGalleryPane::createOrder(QWidget* header)
{
    m_order = new Chooser(header);
    m_order->setObjectName(QStringLiteral("galleryOrderBox"));
    m_order->setAccessibleName(tr("Order of the images"));
    m_order->setToolTip(tr("Order of the images; each shows the figure that it goes by. Loss is the cross-entropy of "
                           "the truth, margin the lead of the first class over the second."));
    m_order->addItems({tr("Most confident first"), tr("Least confident first"), tr("Largest loss first"),
                       tr("Smallest margin first"), tr("Surest mistakes first"), tr("In order of the data")});
    m_order->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_order, &QComboBox::activated, this, &EvaluateGalleryPane::chooseOrder);
}

void EvaluateGalleryPane::setPreferences(Preferences& preferences)
{
    m_preferences = &preferences;
    const QString kept = preferences.value(kOrderKey).toString();
    const auto known = std::find(kImageOrderNames.begin(), kImageOrderNames.end(), kept.toStdString());
    if (known != kImageOrderNames.end()) {
        m_wantedOrder = static_cast<ImageOrder>(known - kImageOrderNames.begin());
    }
    showOrder();
}

void EvaluateGalleryPane::chooseOrder(int choice)
{
    m_wantedOrder = static_cast<ImageOrder>(choice);
    if (m_preferences != nullptr) {
        m_preferences->setValue(kOrderKey, QLatin1String(kImageOrderNames[static_cast<std::size_t>(choice)]));
    }
    showOrder();
}

/// A run that kept no probabilities knows no margins; the wish is kept for the next one.
void EvaluateGalleryPane::showOrder()
{
    const auto margin = static_cast<int>(ImageOrder::SmallestMargin);
    const bool isKnown = m_table == nullptr || m_model->hasMargins();
    auto* items = qobject_cast<QStandardItemModel*>(m_order->model());
    items->item(margin)->setEnabled(isKnown);
    items->item(margin)->setToolTip(
        isKnown ? QString()
                : tr("Of so many images and classes only the first class was kept, so no margin is known."));
    const bool isLost = m_wantedOrder == ImageOrder::SmallestMargin && !isKnown;
    const ImageOrder order = isLost ? ImageOrder::LeastConfident : m_wantedOrder;
    m_order->setCurrentIndex(static_cast<int>(order));
    m_model->setOrder(order);
}

QWidget* EvaluateGalleryPane::createNotice()
{
    m_notice = new QWidget(this);
    auto* layout = new QHBoxLayout(m_notice);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setObjectName(QStringLiteral("galleryNotice"));
    m_noticeText->setWordWrap(true);
    m_noticeButton = new QPushButton(m_notice);
    m_noticeButton->setObjectName(QStringLiteral("galleryNoticeButton"));
    layout->addWidget(m_noticeText, 1);
    layout->addWidget(m_noticeButton);
    m_notice->hide();
    connect(m_noticeButton, &QPushButton::clicked, this, &EvaluateGalleryPane::noticeActionRequested);
    return m_notice;
}

void EvaluateGalleryPane::setNotice(const QString& text, const QString& action)
{
    m_noticeText->setText(text);
    m_noticeButton->setText(action);
    m_noticeButton->setVisible(!action.isEmpty());
    m_notice->setVisible(!text.isEmpty());
}

void EvaluateGalleryPane::show(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet,
                               const QStringList& classNames, std::shared_ptr<const ImageOrders> orders)
{
    const bool isOther = table != m_table;
    if (classNames != m_classNames) {
        m_classNames = classNames;
        m_filterPopup->setClassNames(classNames);
    }
    m_table = table;
    m_changesBar->setClassNames(classNames);
    m_changesBar->setAvailable(table != nullptr && dataSet.count() > 0);
    m_model->setPredictions(std::move(table), dataSet, classNames, std::move(orders));
    if (isOther && m_model->filter().places) {
        clearFilter(); // what was true of these places was so of other predictions
    }
    showOrder();
    showFilter();
}

void EvaluateGalleryPane::setDataSet(const DataSet& dataSet)
{
    m_model->setDataSet(dataSet);
}

void EvaluateGalleryPane::filterCell(int truth, int predicted)
{
    GalleryFilter filter = m_model->filter();
    filter.remove(FilterPart::Places);
    filter.truth = truth;
    filter.predicted = predicted;
    setFilter(filter);
}

void EvaluateGalleryPane::filterTruth(int truth)
{
    GalleryFilter filter = m_model->filter();
    filter.remove(FilterPart::Places);
    filter.truth = truth;
    filter.predicted.reset();
    setFilter(filter);
}

void EvaluateGalleryPane::filterImages(const QString& title, const std::vector<std::size_t>& places)
{
    GalleryFilter filter = m_model->filter();
    filter.truth.reset();
    filter.predicted.reset();
    filter.places = places;
    std::sort(filter.places->begin(), filter.places->end());
    filter.placesTitle = title;
    setFilter(filter);
}

void EvaluateGalleryPane::filterConfidence(double above, double upTo)
{
    GalleryFilter filter = m_model->filter();
    filter.above = above;
    filter.upTo = upTo;
    setFilter(filter);
}

void EvaluateGalleryPane::clearFilter()
{
    GalleryFilter filter = m_model->filter();
    filter.truth.reset();
    filter.predicted.reset();
    filter.remove(FilterPart::Places);
    setFilter(filter);
}

void EvaluateGalleryPane::choose(int row)
{
    m_grid->setCurrentRow(row);
}

void EvaluateGalleryPane::focusImages()
{
    m_grid->setFocus();
}

void EvaluateGalleryPane::setFilter(const GalleryFilter& filter)
{
    m_model->setFilter(filter);
    showFilter();
}

/// By hand: a cell that was asked for may no longer be what is shown.
void EvaluateGalleryPane::changeFilter(const GalleryFilter& filter)
{
    const GalleryFilter before = m_model->filter();
    setFilter(filter);
    if (filter.truth != before.truth || filter.predicted != before.predicted || filter.places != before.places) {
        emit filterCleared();
    }
}

void EvaluateGalleryPane::removeFilter(int chip)
{
    GalleryFilter filter = m_model->filter();
    filter.remove(filter.parts()[static_cast<std::size_t>(chip)]);
    changeFilter(filter);
}

void EvaluateGalleryPane::showFilter()
{
    const GalleryFilter& filter = m_model->filter();
    QStringList texts;
    for (const FilterPart part : filter.parts()) {
        texts.append(filter.textOf(part, m_classNames));
    }
    m_chips->setChips(texts);
    m_filterPopup->setFilter(filter);
    const QSignalBlocker quiet(m_onlyMistakes);
    m_onlyMistakes->setChecked(filter.onlyMistakes);
    m_grid->setEmptyText(texts.size() > 1 ? tr("No image passes all of these filters.") : tr("No image falls here."));
    showCount();
}

void EvaluateGalleryPane::showCount()
{
    const QString shown = formatCount(m_model->rowCount());
    const bool isFiltered = m_chips->count() > 0 && m_table != nullptr;
    //: shown images, all images
    m_countLabel->setText(isFiltered ? tr("%1 of %2").arg(shown, formatCount(static_cast<qint64>(m_table->count())))
                                     : shown);
}

} // namespace saccade
