#pragma once

#include <QWidget>
#include <optional>

#include "engine/runs/export_usage.h"
#include "engine/session/export_session.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace saccade {

class CodeColours;
class IconLabel;
class Preferences;
class SegmentedButtons;

/// Code that uses the current format's file, to copy, and what of it was run. UI thread.
class ExportCodePane final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportCodePane(Preferences& preferences, QWidget* parent = nullptr);

    /// outcome: what is known of that format, or nullptr.
    void show(ExportFormat format, const UsageFacts& facts, const ExportOutcome* outcome);

private:
    void showCode();
    void showProof();
    void copy();

    SegmentedButtons* m_language = nullptr;
    QPushButton* m_copy = nullptr;
    QPlainTextEdit* m_code = nullptr;
    CodeColours* m_colours = nullptr;
    IconLabel* m_proofIcon = nullptr;
    QLabel* m_proof = nullptr;
    ExportFormat m_format{};
    UsageFacts m_facts;
    std::optional<ExportOutcome> m_outcome;
};

} // namespace saccade
