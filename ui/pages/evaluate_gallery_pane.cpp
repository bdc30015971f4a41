#include "ui/pages/evaluate_gallery_pane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/pages/evaluate_changes_bar.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/image_grid.h"

namespace saccade {

namespace {

constexpr int kPictureSide = 88;

} // namespace

EvaluateGalleryPane::EvaluateGalleryPane(ImageChangesModel& changes, QWidget* parent)
    : QWidget(parent),
      m_model(new GalleryModel(ImageGrid::CaptionRole, ImageGrid::NoteRole, ImageGrid::EmphasisRole, this)),
      m_grid(new ImageGrid(this))
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
    m_grid->setEmptyText(tr("No image falls here."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(createNotice());
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_changesBar);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EvaluateGalleryPane::showCount);
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
    m_chip = new QPushButton(header);
    m_chip->setObjectName(QStringLiteral("galleryChip"));
    m_chip->setProperty("kind", QStringLiteral("chip"));
    m_chip->setToolTip(tr("Show all images again"));
    m_chip->hide();
    m_onlyMistakes = new QCheckBox(tr("Only mistakes"), header);
    m_onlyMistakes->setObjectName(QStringLiteral("onlyMistakesBox"));
    m_order = new QComboBox(header);
    m_order->setObjectName(QStringLiteral("galleryOrderBox"));
    m_order->setAccessibleName(tr("Order of the images"));
    m_order->addItems({tr("Most confident first"), tr("Least confident first"), tr("Largest loss first"),
                       tr("In order of the data")});
    layout->addWidget(title);
    layout->addWidget(m_countLabel);
    layout->addWidget(m_chip);
    layout->addStretch(1);
    layout->addWidget(m_onlyMistakes);
    layout->addWidget(m_order);
    connect(m_chip, &QPushButton::clicked, this, [this] {
        clearFilter();
        emit filterCleared();
    });
    connect(m_onlyMistakes, &QCheckBox::toggled, m_model, &GalleryModel::setOnlyMistakes);
    connect(m_order, &QComboBox::activated, m_model,
            [this](int order) { m_model->setOrder(static_cast<GalleryOrder>(order)); });
    return header;
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
                               const QStringList& classNames)
{
    m_classNames = classNames;
    if (m_showsPlaces && table != m_table) {
        clearFilter(); // what was true of these places was so of other predictions
    }
    m_table = table;
    m_changesBar->setClassNames(classNames);
    m_changesBar->setAvailable(table != nullptr && dataSet.count() > 0);
    m_model->setPredictions(std::move(table), dataSet, classNames);
}

void EvaluateGalleryPane::setDataSet(const DataSet& dataSet)
{
    m_model->setDataSet(dataSet);
}

void EvaluateGalleryPane::filterCell(int truth, int predicted)
{
    m_model->setFilter(truth, predicted);
    setChip(tr("Truth %1, predicted %2: %3")
                .arg(m_classNames.value(truth), m_classNames.value(predicted), formatCount(m_model->rowCount())));
}

void EvaluateGalleryPane::filterTruth(int truth)
{
    m_model->setFilter(truth, std::nullopt);
    setChip(tr("Truth %1: %2").arg(m_classNames.value(truth), formatCount(m_model->rowCount())));
}

void EvaluateGalleryPane::filterImages(const QString& title, const std::vector<std::size_t>& places)
{
    m_model->setFilter(std::nullopt, std::nullopt);
    m_model->setPlaces(places);
    //: what a filter shows, and how many images these are
    setChip(tr("%1: %2").arg(title, formatCount(m_model->rowCount())));
    m_showsPlaces = true;
}

void EvaluateGalleryPane::clearFilter()
{
    m_model->setFilter(std::nullopt, std::nullopt);
    setChip({});
}

void EvaluateGalleryPane::setChip(const QString& text)
{
    //: a filter with the sign that removes it
    m_chip->setText(text.isEmpty() ? QString() : tr("%1   ×").arg(text));
    m_showsPlaces = false;
    m_chip->setVisible(!text.isEmpty());
    m_countLabel->setVisible(text.isEmpty());
}

void EvaluateGalleryPane::showCount()
{
    m_countLabel->setText(formatCount(m_model->rowCount()));
}

} // namespace saccade
