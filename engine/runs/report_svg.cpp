#include "engine/runs/report_svg.h"

#include <algorithm>
#include <cmath>

#include "engine/runs/report_words.h"

namespace saccade {

namespace {

constexpr double kWidth = 460;
constexpr double kHeight = 260;
constexpr double kLeft = 48;
constexpr double kRight = 12;
constexpr double kTop = 30; // the names of the lines stand above them
constexpr double kBottom = 40;
constexpr std::size_t kMostPoints = 400;

struct Point
{
    double x = 0;
    double y = 0;
};

struct Line
{
    std::vector<Point> points;
    const char* colour = "--s1";
    bool isDashed = false;
    std::string name;
};

/// Four steps of 1, 2, 2.5 or 5 times a power of ten.
double roundEnd(double value)
{
    if (!(value > 0)) {
        return 1;
    }
    const double power = std::pow(10, std::floor(std::log10(value / 4)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (value <= 4 * step * power) {
            return 4 * step * power;
        }
    }
    return 40 * power;
}

/// A frame with two scales from 0, into which lines and bars are drawn.
class Chart final
{
public:
    Chart(std::string title, std::string xTitle, std::string yTitle, double xEnd, double yEnd)
        : m_xEnd(xEnd > 0 ? xEnd : 1), m_yEnd(roundEnd(yEnd))
    {
        m_text = "<svg role=\"img\" viewBox=\"0 0 460 260\" aria-label=\"" + title + "\"><title>" + title + "</title>";
        for (int i = 0; i <= 4; ++i) {
            const double share = i / 4.0;
            rule(at({0, m_yEnd * share}), at({m_xEnd, m_yEnd * share}));
            label(kLeft - 6, at({0, m_yEnd * share}).y + 4, "end", tick(m_yEnd * share, m_yEnd));
            label(at({m_xEnd * share, 0}).x, kHeight - kBottom + 16, "middle", tick(m_xEnd * share, m_xEnd));
        }
        label((kLeft + kWidth - kRight) / 2, kHeight - 6, "middle", xTitle);
        m_text += "<text transform=\"translate(12 " + decimalText((kTop + kHeight - kBottom) / 2, 1) +
                  ") rotate(-90)\" text-anchor=\"middle\">" + yTitle + "</text>";
    }

    void add(const Line& line)
    {
        if (line.points.empty()) {
            return;
        }
        std::string path;
        const std::size_t step = std::max<std::size_t>(1, line.points.size() / kMostPoints);
        for (std::size_t i = 0; i < line.points.size(); i += step) {
            append(path, line.points[i]);
        }
        append(path, line.points.back()); // the end is never dropped
        m_text += "<polyline fill=\"none\" stroke=\"var(" + std::string(line.colour) + ")\" stroke-width=\"2\"" +
                  (line.isDashed ? " stroke-dasharray=\"5 4\"" : "") + " points=\"" + path + "\"/>";
        constexpr double y = 16;
        const double x = kLeft + 170 * m_names++;
        const std::string colour = "var(" + std::string(line.colour) + ")";
        m_text += "<line x1=\"" + decimalText(x, 0) + "\" x2=\"" + decimalText(x + 24, 0) + "\" y1=\"" +
                  decimalText(y - 4, 0) + "\" y2=\"" + decimalText(y - 4, 0) + "\" stroke=\"" + colour +
                  "\" stroke-width=\"2\"" + (line.isDashed ? " stroke-dasharray=\"5 4\"" : "") + "/>";
        label(x + 30, y, "start", line.name);
    }
    void addBar(double low, double high, double value)
    {
        const Point top = at({low, value});
        const double width = at({high, 0}).x - top.x - 2;
        m_text += "<rect x=\"" + decimalText(top.x + 1, 1) + "\" y=\"" + decimalText(top.y, 1) + "\" width=\"" +
                  decimalText(std::max(width, 1.0), 1) + "\" height=\"" + decimalText(at({0, 0}).y - top.y, 1) +
                  "\" fill=\"var(--s1)\"/>";
    }
    [[nodiscard]] std::string take() { return m_text + "</svg>"; }

private:
    [[nodiscard]] Point at(const Point& value) const
    {
        return {kLeft + value.x / m_xEnd * (kWidth - kLeft - kRight),
                kHeight - kBottom - std::min(value.y / m_yEnd, 1.0) * (kHeight - kTop - kBottom)};
    }
    void append(std::string& path, const Point& value) const
    {
        if (std::isfinite(value.x) && std::isfinite(value.y)) {
            const Point place = at(value);
            path += decimalText(place.x, 1) + "," + decimalText(place.y, 1) + " ";
        }
    }
    void rule(const Point& from, const Point& to)
    {
        m_text += "<line x1=\"" + decimalText(from.x, 1) + "\" y1=\"" + decimalText(from.y, 1) + "\" x2=\"" +
                  decimalText(to.x, 1) + "\" y2=\"" + decimalText(to.y, 1) + "\" stroke=\"var(--grid)\"/>";
    }
    void label(double x, double y, const char* anchor, const std::string& text)
    {
        m_text += "<text x=\"" + decimalText(x, 1) + "\" y=\"" + decimalText(y, 1) + "\" text-anchor=\"" +
                  std::string(anchor) + "\">" + text + "</text>";
    }
    static std::string tick(double value, double end) { return decimalText(value, end >= 20 ? 0 : end >= 2 ? 1 : 2); }

    double m_xEnd;
    double m_yEnd;
    int m_names = 0;
    std::string m_text;
};

double lastEpoch(const std::vector<EpochPoint>& epochs)
{
    return epochs.empty() ? 0 : epochs.back().epoch;
}

double highest(const Line& line)
{
    double value = 0;
    for (const Point& point : line.points) {
        value = std::isfinite(point.y) ? std::max(value, point.y) : value;
    }
    return value;
}

} // namespace

std::string lossCurvesSvg(const std::vector<EpochPoint>& epochs)
{
    Line train{{}, "--s1", true, "training"};
    Line validation{{}, "--s2", false, "validation"};
    for (const EpochPoint& each : epochs) {
        train.points.push_back({each.epoch, each.trainLoss});
        if (each.validationLoss) {
            validation.points.push_back({each.epoch, *each.validationLoss});
        }
    }
    if (epochs.empty()) {
        return {};
    }
    Chart chart("Loss by epoch", "Epoch", "Loss", lastEpoch(epochs), std::max(highest(train), highest(validation)));
    chart.add(train);
    chart.add(validation);
    return chart.take();
}

std::string accuracyCurvesSvg(const std::vector<EpochPoint>& epochs)
{
    Line train{{}, "--s1", true, "training, augmented"};
    Line validation{{}, "--s2", false, "validation"};
    for (const EpochPoint& each : epochs) {
        train.points.push_back({each.epoch, 100 * each.trainAccuracy});
        if (each.validationAccuracy) {
            validation.points.push_back({each.epoch, 100 * *each.validationAccuracy});
        }
    }
    if (epochs.empty()) {
        return {};
    }
    Chart chart("Accuracy by epoch", "Epoch", "Right, %", lastEpoch(epochs), 100);
    chart.add(train);
    chart.add(validation);
    return chart.take();
}

std::string reliabilitySvg(const Reliability& reliability)
{
    if (reliability.count == 0) {
        return {};
    }
    Chart chart("Reliability diagram", "Confidence, %", "Right, %", 100, 100);
    for (const ReliabilityBin& bin : reliability.bins) {
        if (bin.count > 0) {
            chart.addBar(100 * bin.low, 100 * bin.high, 100 * bin.accuracy);
        }
    }
    chart.add({{{0, 0}, {100, 100}}, "--text2", true, "kept promise"});
    return chart.take();
}

std::string coverageSvg(const RiskCoverage& coverage)
{
    if (coverage.points.empty()) {
        return {};
    }
    Line risk{{}, "--s1", false, "wrong answers"};
    for (const CoveragePoint& point : coverage.points) {
        risk.points.push_back({100 * point.coverage, 100 * point.risk});
    }
    Chart chart("Risk by coverage", "Answered, %", "Wrong of the answers, %", 100, std::max(highest(risk), 1.0));
    chart.add(risk);
    return chart.take();
}

} // namespace saccade
