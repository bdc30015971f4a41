#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

class QLabel;

namespace saccade {

class ElidedLabel;
class ProbabilityBars;
struct HistoryEntry;

/// The right pane of Predict: what an image could be, how sure that is, and who says so. UI thread.
class PredictResultPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictResultPane(QWidget* parent = nullptr);

    /// thumbnails by class, or empty when none are known.
    void showEntry(const HistoryEntry& entry, const QList<QImage>& thumbnails);
    void showNothing();

private:
    void createLayout();

    QLabel* m_times = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_problem = nullptr;
    ProbabilityBars* m_bars = nullptr;
    QWidget* m_source = nullptr;
    ElidedLabel* m_model = nullptr;
};

} // namespace saccade
