#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/runs/answer_rule.h"

namespace saccade {

/// What a person decided about the open run's answers, kept in its folder; files are read and written on a worker
/// thread. UI thread.
class AnswerRules final : public QObject
{
    Q_OBJECT

public:
    explicit AnswerRules(QObject* parent = nullptr);
    ~AnswerRules() override;

    /// Reads the rule of this run; what was undoable before no longer is. Must not block.
    void open(const std::filesystem::path& run);
    /// Of a model that is no run's: this is its rule, and nothing can be decided. Must not block.
    void close(const AnswerRule& rule);
    [[nodiscard]] bool isOpen() const;
    /// Keeps the rule in the open run's folder; nothing when none is open. Must not block.
    void decide(const AnswerRule& rule);
    /// Back to the rule before the last decision; nothing without one. Must not block.
    void undo();
    [[nodiscard]] bool canUndo() const;
    /// The rule that lies in the run's folder.
    [[nodiscard]] const AnswerRule& rule() const;

signals:
    /// It was read or written: whoever holds the run's model loads it again.
    void changed(const std::filesystem::path& run, const saccade::AnswerRule& rule);
    /// Nothing changed.
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
