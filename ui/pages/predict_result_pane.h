#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

#include "engine/session/recent_times.h"

class QLabel;

namespace saccade {

class ElidedLabel;
class PredictThresholdRow;
class ProbabilityBars;
class TimesTable;
struct HistoryEntry;

/// The right pane of Predict: what an image could be, how sure that is, and who says so. UI thread.
class PredictResultPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictResultPane(QWidget* parent = nullptr);

    /// thumbnails by class, or empty when none are known; median of the model that answered, or of no answers.
    void showEntry(const HistoryEntry& entry, const QList<QImage>& thumbnails, const MedianTimes& median = {});
    void showNothing();
    [[nodiscard]] PredictThresholdRow& threshold() const { return *m_threshold; }

private:
    void createLayout();
    void showTimes(const HistoryEntry& entry, const MedianTimes& median);

    QLabel* m_times = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_problem = nullptr;
    ProbabilityBars* m_bars = nullptr;
    QWidget* m_source = nullptr;
    ElidedLabel* m_model = nullptr;
    PredictThresholdRow* m_threshold = nullptr;
    TimesTable* m_table = nullptr;
};

} // namespace saccade
