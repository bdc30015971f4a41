#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <optional>

#include "engine/session/live_session.h"

class QAction;
class QMenu;
class QMimeData;
class QPushButton;

namespace saccade {

class PredictLiveBar;
struct HistoryEntry;
struct Workbench;

/// A camera or a video for the Predict page: the menu that offers them, and the frames that are shown. It lets go of a
/// camera and pauses a video when the page is left. UI thread.
class PredictCamera final : public QObject
{
    Q_OBJECT

public:
    /// The page owns it, and the widgets that it makes.
    PredictCamera(Workbench& workbench, QWidget* page);
    ~PredictCamera() override;

    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] PredictLiveBar* bar() const { return m_bar; }
    [[nodiscard]] QAction* action() const { return m_action; } ///< opens the menu
    /// Whether the page shows its frames now.
    [[nodiscard]] bool isShown() const { return m_isShown; }
    /// Plays a video file that was dropped or pasted, when there is a network to ask; false for anything else.
    bool acceptDrop(const QMimeData& mime);
    /// The page shows something else: pauses, until somebody resumes.
    void leave();

signals:
    /// hasNews: the answer is to be shown, too; four times a second, so that numbers can be read.
    void frameShown(const saccade::HistoryEntry& frame, bool hasNews);
    void kept(const saccade::Prediction& frame);
    void closed(); ///< its last frame is to be replaced
    void failed(const saccade::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createActions();
    void connectSession();
    void openMenu();
    void showCameras(const std::vector<Camera>& cameras);
    void showInMenu(const QString& sentence);
    void clearMenu();
    void chooseVideo();
    void openVideo(const QString& file);

    void start(const LiveOrigin& origin);
    void takeFrame(const LiveFrame& frame);
    void showFrame(bool hasNews);
    void showState();
    void goOn();
    void keep();
    void close();

    Workbench& m_workbench;
    QWidget* m_page;
    QPushButton* m_button = nullptr;
    QAction* m_action = nullptr;
    QMenu* m_menu = nullptr;
    QAction* m_belowCameras = nullptr;
    QAction* m_video = nullptr;
    PredictLiveBar* m_bar = nullptr;
    QList<QAction*> m_liveKeys;       ///< enabled while something is open
    std::optional<LiveFrame> m_frame; ///< the newest of what is open
    QElapsedTimer m_sinceNews;
    bool m_isShown = false;
    int m_keptCount = 0;
    LiveSession m_session; ///< last: goes first
};

} // namespace saccade
