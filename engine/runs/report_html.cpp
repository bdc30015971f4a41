#include <algorithm>
#include <cmath>

#include "engine/base/utf8.h"
#include "engine/formats/base64.h"
#include "engine/formats/png_image.h"
#include "engine/runs/report_files.h"
#include "engine/runs/report_svg.h"
#include "engine/runs/report_words.h"

namespace saccade {

namespace {

constexpr int kMostClassesPrinted = 40; // of a matrix that people can read on a page

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--window:#f2f4f6;--surface:#fff;--line:#d7dce2;--grid:#e7eaee;--text:#1a212b;
--text2:#4b5563;--s1:#0a5fa8;--s2:#c75300;--right:#1a5da3;--wrong:#b65a0c;--good:#17734a}
@media (prefers-color-scheme:dark){:root{--window:#1a1d22;--surface:#21252b;--line:#363c45;--grid:#2c3139;
--text:#e8ebef;--text2:#b4bcc8;--s1:#5aa9f0;--s2:#f28e3d;--right:#3f83cc;--wrong:#bc7627;--good:#6ccb98}}
@media print{:root{--window:#fff}section{break-inside:avoid}}
*{box-sizing:border-box}
body{margin:0;padding:24px 16px;background:var(--window);color:var(--text);
font:14px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1080px;margin:0 auto}
h1{font-size:24px;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:17px;margin:0 0 12px}
section{background:var(--surface);padding:16px;margin:16px 0;border-radius:6px;overflow-x:auto}
p{margin:0 0 8px}
.quiet{color:var(--text2)}
.state{font-size:26px;font-weight:600}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th{font-weight:500;color:var(--text2);text-align:right;padding:4px 10px;border-bottom:1px solid var(--line)}
td{text-align:right;padding:3px 10px;border-bottom:1px solid var(--grid)}
th:first-child,td:first-child,.names th:nth-child(2),.names td:nth-child(2){text-align:left;overflow-wrap:anywhere}
tr.mean td{font-weight:600}
.matrix td,.matrix th{text-align:center;padding:2px 6px;border:2px solid var(--surface)}
.matrix th{font-weight:400;border-bottom:0;max-width:9em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.matrix td{background:color-mix(in srgb,var(--tone) calc(var(--share)*78%),var(--surface))}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(380px,1fr));gap:16px}
svg{width:100%;height:auto}
svg text{font-size:11px;fill:var(--text2)}
.errors{display:grid;grid-template-columns:repeat(auto-fill,minmax(128px,1fr));gap:12px}
figure{margin:0;min-width:0}
figure img{width:100%;height:112px;object-fit:contain;image-rendering:auto}
figcaption{font-size:12px;overflow-wrap:anywhere}
ul{margin:0;padding-left:20px}
)css";

std::string escaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        const char c = text.front();
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default:
            if (length == 0) {
                out += "\xef\xbf\xbd"; // a byte that is no text
            } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                out += ' ';
            } else {
                out += text.substr(0, length);
            }
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string cell(const std::string& text)
{
    return "<td>" + text + "</td>";
}

std::string heading(std::initializer_list<const char*> names)
{
    std::string row = "<tr>";
    for (const char* name : names) {
        row += std::string("<th scope=\"col\">") + name + "</th>";
    }
    return row + "</tr>";
}

std::string section(const std::string& title, const std::string& content)
{
    return content.empty() ? std::string() : "<section><h2>" + title + "</h2>" + content + "</section>\n";
}

/// Writes the parts of one report's document.
class HtmlReport final
{
public:
    explicit HtmlReport(const EvaluationReport& report) : m_report(report), m_names(report.run.plan.data.classNames) {}

    [[nodiscard]] std::string document() const
    {
        const std::string title = escaped(m_report.run.title);
        std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
                           title + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n";
        text += "<h1>" + title + "</h1>\n<p class=\"quiet\">" + escaped(subjectLine(m_report)) + "</p>\n";
        text += section("Verdict", verdict());
        text += section("Learning", curves());
        text += section("Confusion matrix", matrix());
        text += section("Per class", classes());
        text += section("Most frequent confusions", confusions());
        text += section("Wrong and sure of it", worst());
        text += section("Confidence", confidence());
        text += section("Settings", settings());
        text += section("Data", data());
        text += section("Limits", limits());
        return text + "</main>\n</body>\n</html>\n";
    }

private:
    [[nodiscard]] std::string name(int label) const { return escaped(m_names[static_cast<std::size_t>(label)]); }

    [[nodiscard]] std::string verdict() const
    {
        std::string text = "<p class=\"state\">" + shareText(m_report.matrix.accuracy()) +
                           " right</p><p>95 % interval " + decimalText(100 * m_report.accuracy.low, 2) + " to " +
                           decimalText(100 * m_report.accuracy.high, 2) + " %</p><ul>";
        for (const Finding& finding : m_report.findings) {
            text += "<li>" + escaped(findingSentence(finding, m_names)) + "</li>";
        }
        return text + "</ul>";
    }
    [[nodiscard]] std::string curves() const
    {
        if (m_report.run.epochs.size() == 1) {
            return "<p>" + singleEpochSentence(m_report.run.epochs.front()) + "</p>";
        }
        const std::string loss = lossCurvesSvg(m_report.run.epochs);
        return loss.empty() ? std::string()
                            : "<div class=\"charts\">" + loss + accuracyCurvesSvg(m_report.run.epochs) + "</div>";
    }
    [[nodiscard]] std::string matrix() const
    {
        const ConfusionMatrix& counts = m_report.matrix;
        if (counts.classCount() > kMostClassesPrinted) {
            return "<p>" + countText(counts.classCount()) +
                   " classes are too many for a page; the report as CSV holds the whole matrix.</p>";
        }
        std::int64_t mostWrong = 1;
        for (const ClassConfusion& confusion : m_report.confusions) {
            mostWrong = std::max(mostWrong, confusion.count);
        }
        std::string text = "<table class=\"matrix\"><caption class=\"quiet\">Rows are the truth, columns what was "
                           "predicted</caption><tr><td></td>";
        for (int predicted = 0; predicted < counts.classCount(); ++predicted) {
            text += "<th scope=\"col\">" + name(predicted) + "</th>";
        }
        text += "</tr>";
        for (int truth = 0; truth < counts.classCount(); ++truth) {
            text += "<tr><th scope=\"row\">" + name(truth) + "</th>" + matrixRow(truth, mostWrong) + "</tr>";
        }
        return text + "</table>";
    }
    [[nodiscard]] std::string matrixRow(int truth, std::int64_t mostWrong) const
    {
        std::string row;
        const ConfusionMatrix& counts = m_report.matrix;
        for (int predicted = 0; predicted < counts.classCount(); ++predicted) {
            const std::int64_t count = counts.count(truth, predicted);
            const bool isRight = truth == predicted;
            const auto whole =
                static_cast<double>(std::max<std::int64_t>(isRight ? counts.truthTotal(truth) : mostWrong, 1));
            row += std::string("<td style=\"--tone:var(") + (isRight ? "--right" : "--wrong") +
                   ");--share:" + decimalText(static_cast<double>(count) / whole, 3) + "\">" +
                   (count > 0 ? countText(count) : "·") + "</td>";
        }
        return row;
    }
    [[nodiscard]] std::string classes() const
    {
        std::string text =
            "<table>" + heading({"Class", "Precision", "Recall", "F1", "95 % of F1", "Average precision", "Images"});
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const ClassScores& scores = m_report.classes.classes[i];
            const Interval& f1 = m_report.intervals[i].f1;
            text += "<tr>" + cell(escaped(m_names[i])) + cell(shareText(scores.precision, 1)) +
                    cell(shareText(scores.recall, 1)) + cell(shareText(scores.f1, 1)) +
                    cell(decimalText(100 * f1.low, 1) + " to " + decimalText(100 * f1.high, 1)) + cell(ranking(i)) +
                    cell(countText(scores.support)) + "</tr>";
        }
        return text + meanRow("Mean of classes", m_report.classes.macro) +
               meanRow("Weighted mean", m_report.classes.weighted) + "</table>";
    }
    [[nodiscard]] std::string ranking(std::size_t label) const
    {
        const bool isThere = m_report.ranking && m_report.ranking->classes[label].averagePrecision;
        return isThere ? shareText(*m_report.ranking->classes[label].averagePrecision, 1) : "-";
    }
    static std::string meanRow(const std::string& title, const ClassScores& scores)
    {
        return "<tr class=\"mean\">" + cell(title) + cell(shareText(scores.precision, 1)) +
               cell(shareText(scores.recall, 1)) + cell(shareText(scores.f1, 1)) + cell("") + cell("") +
               cell(countText(scores.support)) + "</tr>";
    }
    [[nodiscard]] std::string confusions() const
    {
        if (m_report.confusions.empty()) {
            return "<p>No image was taken for another class.</p>";
        }
        std::string text = "<table class=\"names\">" + heading({"Truth", "Taken for", "Images", "Of the class"});
        for (const ClassConfusion& each : m_report.confusions) {
            text += "<tr>" + cell(name(each.truth)) + cell(name(each.predicted)) + cell(countText(each.count)) +
                    cell(shareText(each.shareOfTruth, 1)) + "</tr>";
        }
        return text + "</table>";
    }
    [[nodiscard]] std::string worst() const
    {
        if (m_report.worst.empty()) {
            return {};
        }
        const bool hasPictures = m_report.worst.front().picture.has_value();
        std::string text =
            hasPictures ? "" : "<p class=\"quiet\">The images were not at hand when this was written.</p>";
        text += "<div class=\"errors\">";
        for (const WorstError& error : m_report.worst) {
            text += "<figure>" + picture(error) + "<figcaption>" + name(error.truth) + ", taken for <b>" +
                    name(error.predicted) + "</b>, " + shareText(double{error.confidence}, 1) +
                    "<br/><span class=\"quiet\">" + escaped(error.name) + "</span></figcaption></figure>";
        }
        return text + "</div>";
    }
    [[nodiscard]] std::string picture(const WorstError& error) const
    {
        return error.picture
                   ? "<img alt=\"\" src=\"data:image/png;base64," + base64(smallPng(viewOf(*error.picture))) + "\"/>"
                   : std::string();
    }
    [[nodiscard]] std::string confidence() const
    {
        return "<p>" + calibrationSentence(m_report) + "</p><p>" + ruleSentence(m_report) +
               "</p><div class=\"charts\">" + reliabilitySvg(m_report.reliability) + coverageSvg(m_report.coverage) +
               "</div>";
    }
    [[nodiscard]] std::string settings() const
    {
        TrainSettings copy = m_report.run.plan.settings;
        std::string text = "<table>" + heading({"Setting", "Value"});
        for (const Field& field : fields(copy)) {
            text += "<tr>" + cell(escaped(field.info.name)) + cell(escaped(fieldText(field.get()))) + "</tr>";
        }
        return text + "</table>";
    }
    [[nodiscard]] std::string data() const
    {
        const DataSetReference& data = m_report.run.plan.data;
        return "<p>" + escaped(data.name) + ", " + countText(static_cast<std::int64_t>(data.classNames.size())) +
               " classes, images of " + std::to_string(data.size.width) + " x " + std::to_string(data.size.height) +
               " pixels, " + resizeModeName(data.resize) + ".</p><p class=\"quiet\">Fingerprint (SHA-256 over names, " +
               "labels and pixels): " + escaped(data.id) + "</p>";
    }
    [[nodiscard]] std::string limits() const
    {
        std::string text = "<ul>";
        for (const std::string& sentence : limitSentences(m_report.part)) {
            text += "<li>" + sentence + "</li>";
        }
        return text + "</ul>";
    }

    const EvaluationReport& m_report;
    const std::vector<std::string>& m_names;
};

} // namespace

std::string encodeReportHtml(const EvaluationReport& report)
{
    return HtmlReport(report).document();
}

} // namespace saccade
