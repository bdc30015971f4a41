#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "engine/session/evaluation_stops.h"

class QLabel;
class QPushButton;
class QSlider;

namespace saccade {

class EpochScale;

/// Below the matrix: at which epoch of the run it is, a slider over all that can be shown, and a player that waits for
/// each answer. Asks by signal; what is shown comes back through show(). UI thread.
class EvaluateEpochBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluateEpochBar(QWidget* parent = nullptr);

    /// The answer: the stops of the part, and at which of them it is. An empty reason means that all can be reached.
    void show(const std::vector<EvaluationStop>& stops, std::int64_t step, const QString& whyLocked);
    /// The last wish was not granted: back to what is shown.
    void giveUp();
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }

public slots:
    void showNext();
    void showPrevious();
    void setPlaying(bool isPlaying);

signals:
    void stepRequested(std::int64_t step);

private:
    void createWidgets();
    [[nodiscard]] bool canPlay() const;
    void ask(int place);
    void playOn();
    void showText();
    void showPlaying();

    QPushButton* m_play = nullptr;
    QLabel* m_text = nullptr;
    QSlider* m_slider = nullptr;
    EpochScale* m_scale = nullptr;
    QTimer m_pause; // between two epochs of the player
    std::vector<EvaluationStop> m_stops;
    int m_shown = 0;  // place among the stops
    int m_wanted = 0; // another one while the answer is on its way
    bool m_isPlaying = false;
    bool m_isLocked = false;
};

} // namespace saccade
