#pragma once

#include <QWidget>

#include "engine/session/live_session.h"

class QPushButton;

namespace saccade {

class ElidedLabel;
class MessageNote;

/// Above the picture while a camera or a video is open: how it goes, and what can be done with it. UI thread.
class PredictLiveBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictLiveBar(QWidget* parent = nullptr);

    /// Hidden while nothing is open. seconds: of the newest frame. hasFrame: there is one to keep.
    void showState(const LiveState& state, double seconds, bool hasFrame);

signals:
    void goOnRequested(); ///< pause, resume, play or try again, whichever the button says
    void keepRequested();
    void videoRequested();
    void closeRequested();

private:
    void createLayout();
    void showButtons(const LiveState& state, bool hasFrame);

    ElidedLabel* m_status = nullptr;
    QPushButton* m_goOn = nullptr;
    QPushButton* m_keep = nullptr;
    QPushButton* m_video = nullptr;
    QPushButton* m_close = nullptr;
    MessageNote* m_fault = nullptr;
};

/// "0:03", "1:02:03".
[[nodiscard]] QString formatPosition(double seconds);

} // namespace saccade
