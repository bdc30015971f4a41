#pragma once

#include <QString>

#include "engine/session/export_session.h"

namespace saccade {

/// What an export format is called, and what it is for. Translated; any thread, as all here.
[[nodiscard]] QString exportFormatTitle(ExportFormat format);
[[nodiscard]] QString exportFormatSentence(ExportFormat format);
/// A word for the corner of its card: "legacy", "folder"; mostly empty.
[[nodiscard]] QString exportFormatMark(ExportFormat format);

enum class NoteTone
{
    Plain,
    Busy,
    Good,
    Warning,
    Bad
};

/// What is known of one format of a run, in words.
struct ExportNote
{
    NoteTone tone = NoteTone::Plain;
    QString text;
    QString details; ///< figures for a tooltip, one a line; may be empty

    bool operator==(const ExportNote&) const = default;
};

/// Before it was written.
[[nodiscard]] ExportNote noteBefore();
/// While it is being written: at its turn, or before.
[[nodiscard]] ExportNote noteDuring(ExportFormat format, const ExportProgress& progress);
/// Afterwards. `rule` is the run's now: files with another one are out of date.
[[nodiscard]] ExportNote noteAfter(const ExportOutcome& outcome, const AnswerRule& rule);
/// The check says that the file answers otherwise.
[[nodiscard]] bool isBlocked(const ExportOutcome& outcome);

[[nodiscard]] QString imagesText(std::int64_t count, Part part); ///< "1,000 test images"
[[nodiscard]] QString differenceText(double difference);         ///< "3e-7", "0.031", "0"
[[nodiscard]] QString millisecondsText(double milliseconds);     ///< "0.21 ms", "3.4 ms"

} // namespace saccade
