#pragma once

#include <QWidget>

class QLabel;

namespace saccade {

class PictureView;
struct HeatMapPicture;
struct HistoryEntry;

/// An image large, and small beside it as dropped and as the network sees it. UI thread.
class PredictPictureStage final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictPictureStage(QWidget* parent = nullptr);

    void showEntry(const HistoryEntry& entry);
    /// Of a camera or a video: nobody dropped it.
    void showFrame(const HistoryEntry& frame);
    /// Over the large picture, and by itself beside it; an empty one takes both away.
    void setHeatMap(const HeatMapPicture& map, double opacity);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showPictures(const HistoryEntry& entry, const QString& caption);
    void layOut();
    void placeCaptioned(PictureView& view, QLabel& caption, QPoint topLeft);
    void place(QWidget& widget, const QRect& area);

    PictureView* m_large = nullptr;
    PictureView* m_dropped = nullptr;
    PictureView* m_input = nullptr;
    PictureView* m_heat = nullptr;
    QLabel* m_droppedCaption = nullptr;
    QLabel* m_inputCaption = nullptr;
    QLabel* m_heatCaption = nullptr;
};

} // namespace saccade
