#include "ui/pages/resize_pane.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/forms/image_pixmap.h"
#include "ui/models/resize_facts.h"
#include "ui/pages/data_commands.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/resize_picture.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

namespace {

constexpr std::array kModes{ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop};
constexpr std::array kSides{32, 64, 96, 128, 160, 192, 224, 256};

/// With spaces at which no line is broken.
QString sizeText(int width, int height)
{
    return QStringLiteral("%1\u00a0×\u00a0%2").arg(width).arg(height);
}

} // namespace

ResizePane::ResizePane(Workbench& workbench, DataCommands& commands, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_commands(commands)
{
    setObjectName(QStringLiteral("resizePane"));
    setProperty("pane", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 8);
    layout->setSpacing(8);
    layout->addWidget(createTitle());
    layout->addWidget(createPictures());
    layout->addWidget(createEditor());
    m_editor->hide();
}

QWidget* ResizePane::createTitle()
{
    auto* title = new QWidget(this);
    title->setFixedHeight(rowHeight(36));
    auto* row = new QHBoxLayout(title);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    m_note = new ElidedLabel(title);
    m_note->setObjectName(QStringLiteral("resizeNote"));
    m_note->setFont(themeFont(TextSize::Caption));
    m_note->setProperty("tone", QStringLiteral("2"));
    m_change = makeButton(QStringLiteral("changeResizeButton"), tr("Change…"), {}, QStringLiteral("flat"), title);
    m_change->setToolTip(tr("Choose how images become the network's size, and which size"));
    row->addWidget(makeHeading(tr("Resize"), title));
    row->addWidget(m_note, 1);
    row->addWidget(m_change);
    connect(m_change, &QPushButton::clicked, this, [this] { openEditor(m_editor->isHidden()); });
    return title;
}

QWidget* ResizePane::createPictures()
{
    m_pictures = new QWidget(this);
    auto* row = new QHBoxLayout(m_pictures);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(12);
    m_picture = new ResizePicture(m_pictures);
    m_picture->setObjectName(QStringLiteral("resizePicture"));
    m_picture->setAccessibleName(tr("The image whole, and as the network sees it"));
    m_picture->setToolTip(m_picture->accessibleName());
    m_effect = makeCaption({}, m_pictures);
    m_effect->setObjectName(QStringLiteral("resizeEffect"));
    m_effect->setWordWrap(true);
    row->addWidget(m_picture);
    row->addWidget(m_effect, 1);
    return m_pictures;
}

QWidget* ResizePane::createEditor()
{
    m_editor = new QWidget(this);
    m_editor->setObjectName(QStringLiteral("resizeEditor"));
    QStringList titles;
    for (const ResizeMode mode : kModes) {
        titles.append(resizeModeTitle(mode));
    }
    m_modes = new SegmentedButtons(tr("Resize mode"), titles, m_editor);
    m_modes->setObjectName(QStringLiteral("resizeModeButtons"));
    for (std::size_t i = 0; i < kModes.size(); ++i) {
        m_modes->button(static_cast<int>(i))->setToolTip(resizeModeHelp(kModes[i]));
    }
    m_modeHelp = makeCaption({}, m_editor);
    m_modeHelp->setObjectName(QStringLiteral("resizeModeHelp"));
    m_modeHelp->setWordWrap(true);
    auto* layout = new QVBoxLayout(m_editor);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(8);
    layout->addWidget(m_modes, 0, Qt::AlignLeft);
    layout->addWidget(m_modeHelp);
    layout->addLayout(createLastRow());
    connect(m_modes, &SegmentedButtons::selected, this, &ResizePane::showEffect);
    return m_editor;
}

QHBoxLayout* ResizePane::createLastRow()
{
    m_side = new QComboBox(m_editor);
    m_side->setObjectName(QStringLiteral("sideComboBox"));
    m_side->setAccessibleName(tr("Height and width for the network"));
    m_side->setToolTip(m_side->accessibleName());
    QPushButton* applyButton = makeButton(QStringLiteral("applyResizeButton"), tr("Open again"), {}, {}, m_editor);
    applyButton->setToolTip(tr("Decodes the images anew, unless they are kept from before"));
    QPushButton* cancel =
        makeButton(QStringLiteral("cancelResizeButton"), tr("Cancel"), {}, QStringLiteral("flat"), m_editor);
    auto* row = new QHBoxLayout;
    row->setSpacing(measure::kControlGap);
    row->addWidget(m_side);
    row->addWidget(applyButton);
    row->addWidget(cancel);
    row->addStretch(1);
    connect(m_side, &QComboBox::currentIndexChanged, this, &ResizePane::showEffect);
    connect(applyButton, &QPushButton::clicked, this, &ResizePane::apply);
    connect(cancel, &QPushButton::clicked, this, [this] { openEditor(false); });
    return row;
}

void ResizePane::openEditor(bool open)
{
    if (open) {
        fillEditor();
    }
    m_editor->setVisible(open);
    if (open) {
        m_modes->focusCurrent();
    }
    showEffect();
}

void ResizePane::fillEditor()
{
    const OpenRequest& request = m_workbench.data.request();
    std::vector<int> sides(kSides.begin(), kSides.end());
    if (request.source == "sample") {
        sides.clear(); // it is drawn at its size
    }
    if (request.side > 0 && std::find(sides.begin(), sides.end(), request.side) == sides.end()) {
        sides.insert(std::upper_bound(sides.begin(), sides.end(), request.side), request.side);
    }
    const QSignalBlocker blocker(m_side);
    m_side->clear();
    m_side->addItem(tr("Side: auto"), 0);
    for (const int side : sides) {
        m_side->addItem(tr("Side: %1 px").arg(side), side);
    }
    m_side->setCurrentIndex(m_side->findData(request.side));
    m_modes->setCurrent(static_cast<int>(request.resize));
}

ResizeChoice ResizePane::edited() const
{
    return {kModes[static_cast<std::size_t>(std::max(0, m_modes->current()))], m_side->currentData().toInt()};
}

void ResizePane::apply()
{
    const ResizeChoice choice = edited();
    const OpenRequest& request = m_workbench.data.request();
    openEditor(false);
    if (choice != ResizeChoice{request.resize, request.side}) {
        m_commands.openAgain(choice);
    }
}

void ResizePane::showDataSet(const DataSet& dataSet)
{
    const ResizeFacts facts = resizeFacts(dataSet);
    m_chosen.reset();
    m_example = facts.example;
    m_autoSide = m_workbench.data.request().side == 0 ? dataSet.size.width : facts.autoSide;
    if (!m_example && facts.isResized) {
        m_example = 0;
    }
    m_note->setText(resizeSummary(dataSet));
    openEditor(false);
}

void ResizePane::chooseImage(std::optional<std::size_t> index)
{
    m_chosen = index;
    showEffect();
}

// As the network sees it now; for another rule, what it would see of the small picture.
QImage ResizePane::inputFor(std::size_t index, const ResizeRule& rule) const
{
    const DataSet& dataSet = m_workbench.data.dataSet();
    if (rule == ResizeRule{dataSet.size, dataSet.resize}) {
        return toQImage(dataSet.pixels->image(index));
    }
    const ImageReader* reader = m_workbench.loader.imageReader();
    return reader != nullptr ? toQImage(viewOf(reader->resize(dataSet.thumbnails->image(index), rule))) : QImage();
}

void ResizePane::showEffect()
{
    const DataSet& dataSet = m_workbench.data.dataSet();
    const bool isEditing = !m_editor->isHidden();
    const std::optional<std::size_t> shown = m_example && m_chosen ? m_chosen : m_example;
    const bool hasImage = dataSet.count() > 0 && (shown || isEditing);
    m_pictures->setVisible(hasImage);
    m_modeHelp->setText(resizeModeHelp(edited().mode));
    if (!hasImage) {
        return;
    }
    const std::size_t index = std::min(shown.value_or(m_chosen.value_or(0)), dataSet.count() - 1);
    ResizeRule rule{dataSet.size, dataSet.resize};
    if (isEditing) {
        const ResizeChoice choice = edited();
        const int side = choice.side > 0 ? choice.side : m_autoSide;
        rule = {{side, side, dataSet.size.channels}, choice.mode};
    }
    const Sample& sample = (*dataSet.samples)[index];
    const ImageSize size{sample.height, sample.width, dataSet.size.channels};
    m_picture->setPictures(toQImage(dataSet.thumbnails->image(index)), size, rule, inputFor(index, rule));
    const QString from = sizeText(sample.width, sample.height);
    const QString to = sizeText(rule.size.width, rule.size.height);
    m_effect->setText(tr("%1 becomes %2. %3").arg(from, to, resizeEffect(size, rule)));
    m_picture->setAccessibleDescription(m_effect->text());
}

} // namespace saccade
