#include "ui/pages/images_pane.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QShortcut>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/models/image_list_model.h"
#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/grey_tiles.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
const QString kZoomKey = QStringLiteral("data/zoom");
}

ImagesPane::ImagesPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new ImageListModel(ImageGrid::CaptionRole, ImageGrid::NoteRole, this)),
      m_grid(new ImageGrid(this)),
      m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("imagesPane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    m_grid->setObjectName(QStringLiteral("imageGrid"));
    m_grid->setAccessibleName(tr("Images"));
    m_grid->setModel(m_model);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(createLoading());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createTools());
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(createFooter());
    connectFilters();
    connect(&workbench.data, &DataSession::started, this, [this] { showLoading(true); });
    connect(&workbench.data, &DataSession::progressed, this, &ImagesPane::showProgress);
    connect(&workbench.data, &DataSession::failed, this, [this] { showLoading(false); });
    showDataSet(workbench.data.dataSet());
    showLoading(workbench.data.isBusy());
}

QWidget* ImagesPane::createTools()
{
    auto* tools = new QWidget(this);
    tools->setFixedHeight(rowHeight(48));
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    row->setSpacing(8);
    m_search = new QLineEdit(tools);
    m_search->setObjectName(QStringLiteral("imageSearchEdit"));
    m_search->setPlaceholderText(tr("Find by file name"));
    m_search->setAccessibleName(tr("Find by file name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themeIcon(QStringLiteral("search"), &Theme::text2), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(180);
    m_search->setMinimumWidth(72);
    m_classes = new QComboBox(tools);
    m_classes->setObjectName(QStringLiteral("classFilterComboBox"));
    m_classes->setAccessibleName(tr("Class"));
    m_classes->setMinimumContentsLength(7);
    m_classes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_parts = new QComboBox(tools);
    m_parts->setObjectName(QStringLiteral("partFilterComboBox"));
    m_parts->setAccessibleName(tr("Part"));
    m_parts->addItem(tr("All parts"));
    for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
        m_parts->addItem(partTitle(part));
    }
    m_classes->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_parts->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_zoom = new QSlider(Qt::Horizontal, tools);
    m_zoom->setObjectName(QStringLiteral("zoomSlider"));
    m_zoom->setAccessibleName(tr("Size of the pictures"));
    m_zoom->setToolTip(m_zoom->accessibleName());
    m_zoom->setRange(32, 160);
    m_zoom->setPageStep(16);
    m_zoom->setFixedWidth(72);
    m_heading = makeHeading(tr("Images"), tools);
    m_zoomIcon = new IconLabel(QStringLiteral("data"), &Theme::text2, 16, tools);
    row->addWidget(m_heading);
    row->addWidget(m_search, 100);
    row->addWidget(m_classes);
    row->addWidget(m_parts);
    row->addStretch(1);
    row->addWidget(m_zoomIcon);
    row->addWidget(m_zoom);
    return tools;
}

QWidget* ImagesPane::createLoading()
{
    auto* loading = new QWidget(this);
    loading->setObjectName(QStringLiteral("loadingView"));
    auto* layout = new QVBoxLayout(loading);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* band = new QWidget(loading);
    auto* row = new QHBoxLayout(band);
    row->setContentsMargins(measure::kPageMargin, 10, measure::kPageMargin, 2);
    row->setSpacing(12);
    m_progressText = makeLabel({}, {}, band);
    m_progressText->setObjectName(QStringLiteral("loadingText"));
    m_progress = new QProgressBar(band);
    m_progress->setObjectName(QStringLiteral("loadingBar"));
    m_progress->setAccessibleName(tr("Opening"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_timeLeft = makeLabel({}, QStringLiteral("2"), band);
    m_timeLeft->setObjectName(QStringLiteral("loadingTimeLeft"));
    QPushButton* cancel = makeButton(QStringLiteral("cancelLoadingButton"), tr("Cancel"), {}, {}, band);
    connect(cancel, &QPushButton::clicked, this, [this] { m_workbench.data.cancel(); });
    row->addWidget(m_progressText);
    row->addWidget(m_progress, 1);
    row->addWidget(m_timeLeft);
    row->addWidget(cancel);
    layout->addWidget(band);
    layout->addWidget(new GreyTiles(*m_grid, loading), 1);
    return loading;
}

QWidget* ImagesPane::createFooter()
{
    auto* footer = new QWidget(this);
    footer->setFixedHeight(rowHeight(44));
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    row->setSpacing(8);
    m_chosen = makeHeading({}, footer);
    m_chosen->setObjectName(QStringLiteral("chosenClass"));
    m_details = new ElidedLabel(footer);
    m_details->setObjectName(QStringLiteral("chosenDetails"));
    m_details->setProperty("tone", QStringLiteral("2"));
    m_details->setElideMode(Qt::ElideMiddle);
    m_count = makeLabel({}, QStringLiteral("2"), footer);
    m_count->setObjectName(QStringLiteral("imageCount"));
    row->addWidget(m_chosen);
    row->addWidget(m_details, 1);
    row->addWidget(m_count);
    return footer;
}

void ImagesPane::connectFilters()
{
    connect(m_search, &QLineEdit::textChanged, m_model, &ImageListModel::setSearch);
    connect(m_classes, &QComboBox::currentIndexChanged, this, [this](int index) {
        const std::optional<int> label = index > 0 ? std::optional<int>(index - 1) : std::nullopt;
        m_model->setLabel(label);
        emit classChosen(label);
    });
    connect(m_parts, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setPart(index > 0 ? std::optional<Part>(static_cast<Part>(index - 1)) : std::nullopt);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ImagesPane::showCount);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ImagesPane::showDetails);
    connect(m_grid, &ImageGrid::currentChanged, this, &ImagesPane::showDetails);
    connect(m_zoom, &QSlider::valueChanged, this, [this](int side) {
        m_grid->setPictureSide(side);
        m_workbench.preferences.setValue(kZoomKey, side);
    });
    m_zoom->setValue(m_workbench.preferences.value(kZoomKey, 64).toInt());
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
}

void ImagesPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isRoomy = width() >= textSized(560);
    m_heading->setVisible(isRoomy);
    m_zoomIcon->setVisible(isRoomy);
}

void ImagesPane::showDataSet(const DataSet& dataSet)
{
    QStringList names{tr("All classes")};
    for (const std::string& name : dataSet.classNames) {
        names.append(displayName(name));
    }
    QStringList present;
    for (int i = 0; i < m_classes->count(); ++i) {
        present.append(m_classes->itemText(i));
    }
    if (names != present) {
        const QSignalBlocker blocker(m_classes);
        m_classes->clear();
        m_classes->addItems(names);
    }
    m_model->setDataSet(dataSet);
    offerExcluded(!dataSet.indicesOf(Part::Excluded).empty());
    if (!m_model->isFiltered()) {
        const QSignalBlocker search(m_search);
        const QSignalBlocker classes(m_classes);
        const QSignalBlocker parts(m_parts);
        m_search->clear();
        m_classes->setCurrentIndex(0);
        m_parts->setCurrentIndex(0);
    }
    m_grid->setEmptyText(dataSet.count() > 0 ? tr("No image matches these filters.")
                                             : tr("Choose a source, or drop a folder here."));
    showLoading(false);
}

void ImagesPane::chooseClass(std::optional<int> label)
{
    m_classes->setCurrentIndex(label ? *label + 1 : 0);
}

void ImagesPane::showLoading(bool loading)
{
    if (loading) {
        m_sinceStart.start();
        showProgress({});
    }
    m_stack->setCurrentIndex(loading ? 1 : 0);
    m_count->setVisible(!loading);
}

void ImagesPane::showProgress(const OpenProgress& progress)
{
    const auto done = static_cast<std::int64_t>(progress.done);
    const auto total = static_cast<std::int64_t>(progress.total);
    const double elapsed = static_cast<double>(m_sinceStart.elapsed()) / 1000;
    const bool knowsTime = progress.secondsLeft >= 0;
    // an archive tells how much is left of its bytes before it tells how many images it has
    const double share = total > 0   ? static_cast<double>(done) / static_cast<double>(total)
                         : knowsTime ? elapsed / std::max(0.001, elapsed + progress.secondsLeft)
                                     : 0;
    m_progressText->setText(total > 0  ? tr("%1 of %2").arg(formatCount(done), formatCount(total))
                            : done > 0 ? tr("%1 found").arg(formatCount(done))
                                       : tr("Opening…"));
    m_progress->setValue(static_cast<int>(share * m_progress->maximum()));
    m_timeLeft->setText(knowsTime ? tr("%1 left").arg(formatDuration(progress.secondsLeft)) : QString());
}

void ImagesPane::showCount()
{
    const std::size_t all = m_workbench.data.dataSet().count();
    const QString shown = formatCount(m_model->rowCount());
    m_count->setText(m_model->isFiltered() ? tr("%1 of %2 images").arg(shown, formatCount(std::int64_t(all)))
                                           : tr("%1 images").arg(shown));
}

/// A part that most sets have no image of.
void ImagesPane::offerExcluded(bool isThere)
{
    const int place = 1 + kPartCount;
    if (isThere && m_parts->count() == place) {
        m_parts->addItem(partTitle(Part::Excluded));
    } else if (!isThere && m_parts->count() > place) {
        m_parts->removeItem(place);
    }
}

void ImagesPane::showDetails()
{
    const int row = m_grid->currentRow();
    if (row < 0 || row >= m_model->rowCount()) {
        m_chosen->hide();
        m_details->setText(m_model->rowCount() > 0 ? tr("Choose an image to see its file.") : QString());
        emit imageChosen(std::nullopt);
        return;
    }
    const DataSet& dataSet = m_workbench.data.dataSet();
    const Sample& sample = (*dataSet.samples)[m_model->sampleIndex(row)];
    QStringList details{displayName(sample.name), QStringLiteral("%1 × %2").arg(sample.width).arg(sample.height)};
    if (sample.bytes > 0) {
        details.append(formatBytes(sample.bytes));
    }
    m_chosen->show();
    m_chosen->setText(displayName(dataSet.classNames[static_cast<std::size_t>(sample.label)]));
    m_details->setText(details.join(QStringLiteral(", ")));
    emit imageChosen(m_model->sampleIndex(row));
}

} // namespace saccade
