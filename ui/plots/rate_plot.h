#pragma once

#include <QPointF>
#include <QWidget>
#include <optional>
#include <vector>

namespace saccade {

/// What a rate plot shows; all of it from 0 to 1, y up to yHigh.
struct RateContent
{
    QString name; ///< for screen readers
    QString xTitle;
    QString yTitle;
    std::vector<QPointF> points; ///< from left to right
    double yHigh = 1;
    std::optional<QPointF> chosen; ///< the threshold that is chosen: a filled circle
    std::optional<QPointF> best;   ///< an open diamond
    bool showsDiagonal = false;    ///< what chance would reach

    bool operator==(const RateContent&) const = default;
};

/// One line from 0 to 100 %: precision over recall, ROC, risk over coverage. UI thread.
class RatePlot final : public QWidget
{
    Q_OBJECT

public:
    explicit RatePlot(QWidget* parent = nullptr);

    void setContent(RateContent content);
    [[nodiscard]] const RateContent& content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RateContent m_content;
};

} // namespace saccade
