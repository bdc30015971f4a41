#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "engine/session/run_model_loader.h"
#include "ui/pages/image_viewer.h"
#include "ui/pages/image_viewer_facts.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/zoom_view.h"

namespace saccade {

namespace {

constexpr int kSide = 300;
constexpr int kSlowMs = 400; // of a read that is worth telling

/// The picture keeps the focus, so that the arrows go on walking after a click.
QPushButton* quiet(QPushButton* button)
{
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

ImageViewer::ImageViewer(Workbench& workbench, const GalleryModel& gallery, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_gallery(gallery),
      m_originals(new OriginalSession(workbench.loader, this)),
      m_explainer(new PredictSession(workbench.loader, this)),
      m_models(new RunModelLoader(this)),
      m_view(new ZoomView(this)),
      m_heat(new PredictHeatControls(this)),
      m_note(new MessageNote(this))
{
    setObjectName(QStringLiteral("imageViewer"));
    setAccessibleName(tr("Image viewer"));
    setProperty("pane", true);
    setProperty("surface", QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    m_view->setObjectName(QStringLiteral("imageView"));
    m_note->setObjectName(QStringLiteral("imageNote"));
    auto* centre = new QVBoxLayout;
    centre->setSpacing(0);
    centre->addWidget(createTools());
    centre->addWidget(m_note);
    centre->addWidget(m_view, 1);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addLayout(centre, 1);
    body->addWidget(makeVerticalLine(this));
    body->addWidget(createSide());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(makeHorizontalLine(this));
    layout->addLayout(body, 1);
    connectParts();
}

QWidget* ImageViewer::createHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(rowHeight(measure::kPaneTitle));
    m_back = makeButton(QStringLiteral("closeViewerButton"), tr("All images"), QStringLiteral("chevron-left"),
                        QStringLiteral("flat"), header);
    m_back->setToolTip(tr("Back to the gallery (Esc)"));
    m_name = new ElidedLabel(header);
    m_name->setObjectName(QStringLiteral("imageName"));
    m_name->setElideMode(Qt::ElideMiddle);
    m_name->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_position = makeLabel({}, QStringLiteral("2"), header);
    m_position->setObjectName(QStringLiteral("imagePosition"));
    m_previous = quiet(makeToolButton(QStringLiteral("previousImageButton"), tr("Previous image (Left)"),
                                      QStringLiteral("chevron-left"), header));
    m_next = quiet(makeToolButton(QStringLiteral("nextImageButton"), tr("Next image (Right)"),
                                  QStringLiteral("chevron-right"), header));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(measure::kControlGap, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_back);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_position);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    return header;
}

QWidget* ImageViewer::createZoom(QWidget* parent)
{
    auto* zoom = new QWidget(parent);
    QPushButton* smaller =
        quiet(makeToolButton(QStringLiteral("zoomOutButton"), tr("Smaller (−)"), QStringLiteral("minus"), zoom));
    QPushButton* larger =
        quiet(makeToolButton(QStringLiteral("zoomInButton"), tr("Larger (+)"), QStringLiteral("plus"), zoom));
    QPushButton* fit = quiet(makeButton(QStringLiteral("zoomFitButton"), tr("Fit"), {}, {}, zoom));
    fit->setToolTip(tr("The whole image (0)"));
    QPushButton* pixels = quiet(makeButton(QStringLiteral("zoomPixelsButton"), tr("100 %"), {}, {}, zoom));
    pixels->setToolTip(tr("A pixel of the screen for each of the image (1)"));
    m_zoomText = makeLabel({}, QStringLiteral("2"), zoom);
    m_zoomText->setObjectName(QStringLiteral("zoomText"));
    m_zoomText->setAlignment(Qt::AlignCenter);
    m_zoomText->setMinimumWidth(m_zoomText->fontMetrics().horizontalAdvance(QStringLiteral("6,400 %")));
    auto* layout = new QHBoxLayout(zoom);
    layout->setContentsMargins(0, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    for (QWidget* widget : std::initializer_list<QWidget*>{smaller, m_zoomText, larger, fit, pixels}) {
        layout->addWidget(widget);
    }
    connect(smaller, &QPushButton::clicked, m_view, &ZoomView::zoomOut);
    connect(larger, &QPushButton::clicked, m_view, &ZoomView::zoomIn);
    connect(fit, &QPushButton::clicked, m_view, &ZoomView::fit);
    connect(pixels, &QPushButton::clicked, m_view, [this] { m_view->zoomTo(1); });
    return zoom;
}

/// In a narrow window the heat map's controls have a line of their own.
QWidget* ImageViewer::createTools()
{
    auto* tools = new QWidget(this);
    m_asNetwork = new QCheckBox(tr("As the network saw it"), tools);
    m_asNetwork->setObjectName(QStringLiteral("asNetworkBox"));
    m_asNetwork->setToolTip(tr("The pixels that the network was given (N)"));
    m_asNetwork->setFocusPolicy(Qt::TabFocus);
    auto* layout = new FlowLayout(measure::kControlGap, tools);
    layout->setContentsMargins(measure::kControlGap, measure::kControlGap, measure::kControlGap, measure::kControlGap);
    for (QWidget* widget : std::initializer_list<QWidget*>{createZoom(tools), m_asNetwork, m_heat}) {
        widget->setMinimumHeight(textSized(measure::kControlHeight));
        layout->addWidget(widget);
    }
    return tools;
}

QWidget* ImageViewer::createSide()
{
    m_facts = new ImageViewerFacts;
    QScrollArea* scroll = makeScroll(m_facts, this);
    scroll->setFixedWidth(paneWidth(kSide));
    return scroll;
}

void ImageViewer::connectParts()
{
    connect(m_back, &QPushButton::clicked, this, &ImageViewer::close);
    connect(m_previous, &QPushButton::clicked, this, &ImageViewer::showPrevious);
    connect(m_next, &QPushButton::clicked, this, &ImageViewer::showNext);
    connect(m_view, &ZoomView::zoomChanged, this, &ImageViewer::showZoom);
    connect(m_asNetwork, &QCheckBox::toggled, this, &ImageViewer::showPicture);
    connect(m_originals, &OriginalSession::found, this, &ImageViewer::showOriginal);
    connect(m_originals, &OriginalSession::failed, this, &ImageViewer::showFailure);
    m_slowness.setSingleShot(true);
    m_slowness.setInterval(kSlowMs);
    connect(&m_slowness, &QTimer::timeout, this, [this] {
        m_note->setMessage(MessageNote::Kind::Busy,
                           tr("Reading the original… Until it is there, this is the stored picture."));
    });
    connect(m_heat, &PredictHeatControls::wantedChanged, this, &ImageViewer::askForHeatMap);
    connect(m_heat, &PredictHeatControls::opacityChanged, this, &ImageViewer::showHeat);
    connect(&m_gallery, &QAbstractItemModel::modelReset, this, &ImageViewer::followGallery);
    connect(&m_gallery, &QAbstractItemModel::dataChanged, this, &ImageViewer::showMark);
    connectModel();
    const auto addKey = [this](Qt::Key key, const auto& go) {
        auto* shortcut = new QShortcut(QKeySequence(key), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, go);
    };
    addKey(Qt::Key_Escape, [this] { close(); });
    addKey(Qt::Key_N, [this] { m_asNetwork->toggle(); });
    addKey(Qt::Key_H, [this] { m_heat->toggle(); });
}

} // namespace saccade
