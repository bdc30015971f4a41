#pragma once

#include <QImage>
#include <QWidget>
#include <optional>
#include <vector>

namespace saccade {

/// Classes with their probabilities as bars, the likeliest first and heavier. UI thread.
class ProbabilityBars final : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        QString className;
        double probability = 0; ///< 0..1
        QImage thumbnail;       ///< may be null
    };

    explicit ProbabilityBars(QWidget* parent = nullptr);

    void setBars(const std::vector<Bar>& bars);
    /// A tick on the first bar: with less than this (0..1) the answer is "unknown".
    void setThreshold(std::optional<double> threshold);
    [[nodiscard]] std::optional<double> threshold() const { return m_threshold; }
    [[nodiscard]] const std::vector<Bar>& bars() const { return m_bars; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    void paintThreshold(class QPainter& painter, const QRect& groove) const;
    void paintBar(class QPainter& painter, const QRect& row, const Bar& bar, bool isFirst) const;

    std::vector<Bar> m_bars;
    std::optional<double> m_threshold;
    bool m_hasThumbnails = false;
};

} // namespace saccade
