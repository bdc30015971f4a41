#include "ui/pages/predict_picture_stage.h"

#include <QEvent>
#include <QLabel>
#include <QStyle>
#include <algorithm>

#include "ui/models/prediction_history_model.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/picture_view.h"

namespace saccade {

namespace {

constexpr int kSmall = 128;
constexpr int kColumn = 128; ///< of the small pictures and their captions
constexpr int kGap = 16;
constexpr int kCaptionGap = 2;
constexpr int kMinimumLarge = 160;

PictureView* makeView(const char* name, const QString& title, PictureView::Scaling scaling, QWidget* parent)
{
    auto* view = new PictureView(scaling, parent);
    view->setObjectName(QLatin1String(name));
    view->setAccessibleName(title);
    return view;
}

QSize smallSize(const PictureView& view)
{
    return view.image().size().scaled(kSmall, kSmall, Qt::KeepAspectRatio).expandedTo({1, 1});
}

int captionedHeight(const PictureView& view, const QLabel& caption)
{
    return smallSize(view).height() + kCaptionGap + caption.heightForWidth(kColumn);
}

} // namespace

PredictPictureStage::PredictPictureStage(QWidget* parent)
    : QWidget(parent),
      m_large(makeView("largePicture", tr("Image, large"), PictureView::Scaling::Smooth, this)),
      m_dropped(makeView("droppedPicture", tr("As dropped"), PictureView::Scaling::Smooth, this)),
      m_input(makeView("inputPicture", tr("As the network sees it"), PictureView::Scaling::RawPixels, this)),
      m_heat(makeView("heatPicture", tr("Heat map alone"), PictureView::Scaling::Smooth, this)),
      m_droppedCaption(makeCaption(tr("As dropped"), this)),
      m_inputCaption(makeCaption(tr("As the network sees it"), this)),
      m_heatCaption(makeCaption(tr("Heat map alone"), this))
{
    for (QLabel* caption : {m_droppedCaption, m_inputCaption, m_heatCaption}) {
        caption->setWordWrap(true);
    }
    m_heat->hide();
    m_heatCaption->hide();
    const int column = 2 * (kSmall + m_inputCaption->sizeHint().height()) + kGap;
    setMinimumSize(kMinimumLarge + kGap + kColumn, column);
}

void PredictPictureStage::showEntry(const HistoryEntry& entry)
{
    showPictures(entry, tr("As dropped"));
}

void PredictPictureStage::showFrame(const HistoryEntry& frame)
{
    showPictures(frame, tr("Whole frame"));
}

void PredictPictureStage::showPictures(const HistoryEntry& entry, const QString& caption)
{
    m_droppedCaption->setText(caption);
    m_dropped->setAccessibleName(caption);
    m_large->setImage(entry.picture);
    m_dropped->setImage(entry.picture);
    m_input->setImage(entry.input);
    m_input->setVisible(!entry.input.isNull());
    m_inputCaption->setVisible(!entry.input.isNull());
    setHeatMap({}, 1);
}

void PredictPictureStage::setHeatMap(const HeatMapPicture& map, double opacity)
{
    m_large->setHeatMap(map, opacity);
    m_heat->setImage(map.alone);
    m_heat->setVisible(!map.isEmpty());
    m_heatCaption->setVisible(!map.isEmpty());
    layOut();
}

void PredictPictureStage::resizeEvent(QResizeEvent*)
{
    layOut();
}

void PredictPictureStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LayoutDirectionChange) {
        layOut();
    }
    QWidget::changeEvent(event);
}

void PredictPictureStage::layOut()
{
    if (m_large->image().isNull()) {
        return;
    }
    const QSize room(std::max(1, width() - kGap - kColumn), height());
    const QSize large = m_large->image().size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    int column = captionedHeight(*m_dropped, *m_droppedCaption) + kGap + captionedHeight(*m_input, *m_inputCaption);
    column += m_heat->image().isNull() ? 0 : kGap + captionedHeight(*m_heat, *m_heatCaption);
    const int left = (width() - large.width() - kGap - kColumn) / 2;
    const int top = std::max(0, (height() - std::max(large.height(), column)) / 2);
    place(*m_large, {QPoint(left, top), large});
    const QPoint small(left + large.width() + kGap, top);
    placeCaptioned(*m_dropped, *m_droppedCaption, small);
    const QPoint second = small + QPoint(0, captionedHeight(*m_dropped, *m_droppedCaption) + kGap);
    placeCaptioned(*m_input, *m_inputCaption, second);
    if (!m_heat->image().isNull()) {
        placeCaptioned(*m_heat, *m_heatCaption, second + QPoint(0, captionedHeight(*m_input, *m_inputCaption) + kGap));
    }
}

void PredictPictureStage::placeCaptioned(PictureView& view, QLabel& caption, QPoint topLeft)
{
    const QRect picture(topLeft, smallSize(view));
    place(view, picture);
    place(caption, {topLeft.x(), picture.bottom() + 1 + kCaptionGap, kColumn, caption.heightForWidth(kColumn)});
}

void PredictPictureStage::place(QWidget& widget, const QRect& area)
{
    widget.setGeometry(QStyle::visualRect(layoutDirection(), rect(), area));
}

} // namespace saccade
