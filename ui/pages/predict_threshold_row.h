#pragma once

#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;
class QSlider;
class QTimer;

namespace saccade {

/// Below which probability an answer is "unknown": a slider in whole percents whose start means "off". UI thread.
class PredictThresholdRow final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictThresholdRow(QWidget* parent = nullptr);

    /// What is in use, to be changed.
    void showThreshold(std::optional<double> threshold, bool canUndo);
    /// What is in use, and why it cannot be changed here.
    void showLocked(std::optional<double> threshold, const QString& why);

signals:
    void previewed(std::optional<double> threshold); ///< while it moves
    void decided(std::optional<double> threshold);   ///< when it stays
    void undoRequested();

private:
    void createLayout();
    void display(std::optional<double> threshold);
    void setLocked(bool isLocked, const QString& why);
    [[nodiscard]] std::optional<double> chosen() const;
    void decide();

    QSlider* m_slider = nullptr;
    QLabel* m_label = nullptr;
    QLabel* m_value = nullptr;
    QPushButton* m_undo = nullptr;
    QLabel* m_why = nullptr;
    QTimer* m_settling = nullptr; ///< keys that are pressed one after the other make one decision
};

} // namespace saccade
