#include "app/cli/export_text.h"

#include <cstdio>

#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"

namespace saccade {

namespace {

std::string scientific(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1e", value);
    return text;
}

/// null for what was not measured.
Json measured(double milliseconds)
{
    return milliseconds > 0 ? Json(milliseconds) : Json();
}

Json exportJson(const ExportReport& report)
{
    Json files = Json::array();
    for (const std::filesystem::path& file : report.files) {
        files.push_back(validUtf8(file.native()));
    }
    Json event{{"event", "export"},
               {"format", kExportFormatNames[static_cast<std::size_t>(report.format)]},
               {"files", std::move(files)},
               {"bytes", report.bytes},
               {"checked", report.check.has_value()}};
    if (report.check) {
        const AnswerDifference& found = report.check->difference;
        event.update({{"runtime", report.runtime},
                      {"images", found.images},
                      {"largestDifference", found.largest},
                      {"worstImage", validUtf8(report.check->worstImage)},
                      {"labelsChanged", found.labelsChanged},
                      {"accuracyBefore", found.accuracyBefore},
                      {"accuracyAfter", found.accuracyAfter},
                      {"programMs", report.check->programMs},
                      {"exportedMs", measured(report.check->exportedMs)},
                      {"preprocessMs", report.check->preprocessMs}});
    } else if (!report.notChecked.empty()) {
        event["notChecked"] = validUtf8(report.notChecked);
    }
    return event;
}

} // namespace

void tellExport(const ExportReport& report, Output& output)
{
    output.event(exportJson(report));
    for (const std::filesystem::path& file : report.files) {
        output.line("wrote " + printable(file.native()));
    }
    output.line("  " + bytesText(report.bytes) + " in all");
    if (!report.check) {
        output.line(report.notChecked.empty() ? "  not checked: no images were asked for"
                                              : "  not checked here: " + printable(report.notChecked));
        return;
    }
    const AnswerDifference& found = report.check->difference;
    output.line("  checked on " + groupedText(found.images) + " image files with " + report.runtime);
    output.line("  labels changed " + groupedText(found.labelsChanged) + ", largest difference " +
                scientific(found.largest) + ", accuracy " + fixedText(found.accuracyBefore, 4) + " before, " +
                fixedText(found.accuracyAfter, 4) + " after");
    const std::string exported =
        report.check->exportedMs > 0 ? fixedText(report.check->exportedMs, 2) + " ms, in Saccade " : "in Saccade ";
    output.line("  one image: " + exported + fixedText(report.check->programMs, 2) + " ms; decoding and resizing " +
                fixedText(report.check->preprocessMs, 2) + " ms");
}

} // namespace saccade
