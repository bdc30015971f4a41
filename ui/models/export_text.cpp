#include "ui/models/export_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <array>
#include <cmath>

#include "ui/text/error_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

class ExportText
{
    Q_DECLARE_TR_FUNCTIONS(ExportText)
};

/// By the format's name, so that the list of formats can grow.
struct FormatWords
{
    std::string_view name;
    const char* title;
    const char* sentence;
    const char* mark;
};

constexpr std::array<FormatWords, 7> kWords{{
    {"onnx", QT_TRANSLATE_NOOP("ExportText", "ONNX"), QT_TRANSLATE_NOOP("ExportText", "Runs almost everywhere"), ""},
    {"onnx-int8", QT_TRANSLATE_NOOP("ExportText", "ONNX, 8-bit"),
     QT_TRANSLATE_NOOP("ExportText", "Small and fast, a little less exact"), ""},
    {"safetensors", QT_TRANSLATE_NOOP("ExportText", "safetensors"),
     QT_TRANSLATE_NOOP("ExportText", "Weights and settings, no code"), ""},
    {"pt", QT_TRANSLATE_NOOP("ExportText", "PyTorch .pt"),
     QT_TRANSLATE_NOOP("ExportText", "Weights for torch.load, to go on in Python"), ""},
    {"torchscript", QT_TRANSLATE_NOOP("ExportText", "TorchScript"),
     QT_TRANSLATE_NOOP("ExportText", "For C++ programs with LibTorch"), QT_TRANSLATE_NOOP("ExportText", "legacy")},
    {"python", QT_TRANSLATE_NOOP("ExportText", "Python module"),
     QT_TRANSLATE_NOOP("ExportText", "The network as readable PyTorch code"), ""},
    {"bundle", QT_TRANSLATE_NOOP("ExportText", "Deploy bundle"),
     QT_TRANSLATE_NOOP("ExportText", "A small web service, ready to start"), QT_TRANSLATE_NOOP("ExportText", "folder")},
}};

/// A format without words is called by its name.
FormatWords wordsOf(ExportFormat format)
{
    const std::string_view name = kExportFormatNames[static_cast<std::size_t>(format)];
    for (const FormatWords& words : kWords) {
        if (words.name == name) {
            return words;
        }
    }
    return {name, name.data(), "", ""};
}

QString translated(const char* text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("ExportText", text);
}

QString fileName(const std::filesystem::path& path)
{
    return displayName(path.filename().string());
}

QString figures(const ExportReport& report)
{
    QStringList lines;
    if (report.check) {
        const ExportCheck& check = *report.check;
        lines << ExportText::tr("Accuracy on these images: %1 before, %2 after")
                     .arg(formatPercent(check.difference.accuracyBefore, 2),
                          formatPercent(check.difference.accuracyAfter, 2));
        const bool isMeasured = check.exportedMs > 0;
        lines << ExportText::tr("One image: network %1, decoding and resizing %2; Saccade's network %3")
                     .arg(isMeasured ? millisecondsText(check.exportedMs) : ExportText::tr("not measured"),
                          millisecondsText(check.preprocessMs), millisecondsText(check.programMs));
        if (check.difference.largest > 0) {
            lines << ExportText::tr("Largest difference at %1").arg(displayName(check.worstImage));
        }
    }
    lines << ExportText::tr("Run by %1").arg(QString::fromStdString(report.runtime));
    return lines.join(QLatin1Char('\n'));
}

ExportNote noteOfCheck(const ExportOutcome& outcome)
{
    const ExportCheck& check = *outcome.report->check;
    const std::int64_t changed = check.difference.labelsChanged;
    //: %1 is "1,000 test images"
    QString text =
        ExportText::tr("%1 run again:\nlargest difference %2, %Ln labels changed", nullptr, static_cast<int>(changed))
            .arg(imagesText(check.difference.images, outcome.part), differenceText(check.difference.largest));
    if (outcome.hasDataChanged) {
        text += QLatin1Char('\n') + ExportText::tr("The data set has changed since the run was trained.");
    }
    return {changed > 0 || outcome.hasDataChanged ? NoteTone::Warning : NoteTone::Good, text, figures(*outcome.report)};
}

ExportNote noteUnchecked(const ExportOutcome& outcome)
{
    const ExportReport& report = *outcome.report;
    if (outcome.uncheckable) {
        return {NoteTone::Warning,
                ExportText::tr("Written, not checked: %1").arg(errorReason(outcome.uncheckable->code)),
                errorText(*outcome.uncheckable)};
    }
    if (!report.notChecked.empty()) {
        return {NoteTone::Warning,
                ExportText::tr("Written, not checked: %1 cannot run this network")
                    .arg(QString::fromStdString(report.runtime)),
                displayName(report.notChecked)};
    }
    return {NoteTone::Warning, ExportText::tr("Written, not checked"), {}};
}

ExportNote noteOfFailure(const Error& error)
{
    if (error.code != ErrorCode::ExportDiffers) {
        return {NoteTone::Bad, errorText(error), {}};
    }
    return {NoteTone::Bad,
            ExportText::tr("Blocked: it answers otherwise than Saccade. %1").arg(displayName(error.detail)),
            ExportText::tr("The file is now called %1, so that nobody takes it for good.")
                .arg(fileName(error.path) + QLatin1String(".failed"))};
}

} // namespace

QString exportFormatTitle(ExportFormat format)
{
    return translated(wordsOf(format).title);
}

QString exportFormatSentence(ExportFormat format)
{
    return translated(wordsOf(format).sentence);
}

QString exportFormatMark(ExportFormat format)
{
    return translated(wordsOf(format).mark);
}

ExportNote noteBefore()
{
    return {NoteTone::Plain, ExportText::tr("Not checked yet. It is checked when it is written."), {}};
}

ExportNote noteDuring(ExportFormat format, const ExportProgress& progress)
{
    if (progress.stage != ExportProgress::Stage::Checking || progress.format != format) {
        return {NoteTone::Busy, ExportText::tr("Waits for its turn."), {}};
    }
    if (progress.total == 0) {
        return {NoteTone::Busy, ExportText::tr("Being written."), {}};
    }
    return {NoteTone::Busy,
            ExportText::tr("Being checked:\n%1 of %2 images")
                .arg(formatCount(static_cast<std::int64_t>(progress.done)),
                     formatCount(static_cast<std::int64_t>(progress.total))),
            {}};
}

ExportNote noteAfter(const ExportOutcome& outcome, const AnswerRule& rule)
{
    if (outcome.error) {
        return noteOfFailure(*outcome.error);
    }
    if (!outcome.report) {
        return noteBefore();
    }
    if (outcome.rule != rule) {
        return {NoteTone::Warning,
                ExportText::tr("Out of date: threshold or confidence of the run were changed since. Export again."),
                figures(*outcome.report)};
    }
    return outcome.report->check ? noteOfCheck(outcome) : noteUnchecked(outcome);
}

bool isBlocked(const ExportOutcome& outcome)
{
    return outcome.error && outcome.error->code == ErrorCode::ExportDiffers;
}

QString imagesText(std::int64_t count, Part part)
{
    const int n = static_cast<int>(count);
    switch (part) {
    case Part::Training: return ExportText::tr("%Ln training images", nullptr, n);
    case Part::Validation: return ExportText::tr("%Ln validation images", nullptr, n);
    case Part::Test: return ExportText::tr("%Ln test images", nullptr, n);
    case Part::Excluded: break;
    }
    return {};
}

QString differenceText(double difference)
{
    if (difference == 0) {
        return QStringLiteral("0");
    }
    if (!std::isfinite(difference)) {
        return ExportText::tr("no number");
    }
    if (difference >= 1e-3) {
        return formatNumber(difference, 3);
    }
    QString text = QLocale::c().toString(difference, 'e', 0);
    return text.replace(QLatin1String("e-0"), QLatin1String("e-"));
}

QString millisecondsText(double milliseconds)
{
    return ExportText::tr("%1 ms").arg(formatNumber(milliseconds, milliseconds < 1 ? 2 : 1));
}

} // namespace saccade
