#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace saccade {

class DropFrame;
class PaneTitle;
class PredictHeatControls;
class PredictPictureStage;
struct HeatMapPicture;
struct HistoryEntry;

/// The centre of Predict: the image, the place to drop the next one, and what stands in the way. UI thread.
class PredictPicturePane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictPicturePane(QWidget* parent = nullptr);

    /// remark says why it is not the whole picture; empty for none.
    void showEntry(const HistoryEntry& entry, const QString& remark);
    /// A frame of a camera or a video: as showEntry(), without what needs a picture that stays.
    void showFrame(const HistoryEntry& frame);
    /// Between the title and the picture.
    void addBar(QWidget* bar);
    /// Before the first image: without a network it tells how to get one.
    void showEmpty(bool hasModel);
    /// Images that have no answer yet; without a network they say what they wait for.
    void setWaiting(std::size_t count, bool hasModel);
    /// Sentences about what went wrong with the last drop; empty hides them.
    void setNote(const QString& note);
    void setHighlighted(bool isHighlighted);

    [[nodiscard]] PredictHeatControls& heat() const { return *m_heat; }
    /// Over the picture that is shown; an empty one takes it away.
    void setHeatMap(const HeatMapPicture& map);

signals:
    void openRequested();
    void trainRequested();
    void runFolderRequested();
    void modelFileRequested();
    void stopRequested();

private:
    void createTitle();
    void showPicture(const HistoryEntry& entry);
    QWidget* createEmpty();
    void createFrame();
    void setRemark(const QString& remark);

    PaneTitle* m_title = nullptr;
    PredictHeatControls* m_heat = nullptr;
    QLabel* m_remark = nullptr;
    QLabel* m_waiting = nullptr;
    QPushButton* m_stop = nullptr;
    DropFrame* m_frame = nullptr;
    QVBoxLayout* m_bars = nullptr;
    QStackedLayout* m_stack = nullptr;
    PredictPictureStage* m_stage = nullptr;
    QLabel* m_emptySentence = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_openRun = nullptr;
    QPushButton* m_openModel = nullptr;
    QLabel* m_noPicture = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_hint = nullptr;
};

} // namespace saccade
