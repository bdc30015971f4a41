#include "engine/session/answer_rules.h"

#include <vector>

#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

Result<AnswerRule> readRule(const std::filesystem::path& run)
{
    try {
        return loadAnswerRule(run);
    } catch (...) {
        return currentExceptionAsError();
    }
}

Result<AnswerRule> keepRule(const std::filesystem::path& run, const AnswerRule& rule)
{
    try {
        const Result<void> saved = saveAnswerRule(run, rule);
        return saved ? Result<AnswerRule>(rule) : Result<AnswerRule>(saved.error());
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class AnswerRules::Implementation final
{
public:
    explicit Implementation(AnswerRules& rules) : m_rules(rules), m_worker("saccade-rules") {}

    void open(const std::filesystem::path& folder);
    void keep(const AnswerRule& rule, bool isUndo);

    std::filesystem::path run;
    AnswerRule current;
    std::vector<AnswerRule> former; // newest last

private:
    void answer(const std::filesystem::path& folder, const Result<AnswerRule>& result);

    AnswerRules& m_rules;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox; decisions are written in their order
};

void AnswerRules::Implementation::open(const std::filesystem::path& folder)
{
    run = folder;
    current = {};
    former.clear();
    m_worker.post(
        [this, folder] { m_inbox.post([this, folder, result = readRule(folder)] { answer(folder, result); }); });
}

void AnswerRules::Implementation::keep(const AnswerRule& rule, bool isUndo)
{
    m_worker.post([this, rule, isUndo, folder = run] {
        m_inbox.post([this, folder, rule, isUndo, result = keepRule(folder, rule)] {
            if (folder == run && (isUndo ? !result : result.hasValue())) {
                former.push_back(isUndo ? rule : current); // an undo that failed can be asked for again
            }
            answer(folder, result);
        });
    });
}

void AnswerRules::Implementation::answer(const std::filesystem::path& folder, const Result<AnswerRule>& result)
{
    if (!result) {
        emit m_rules.failed(result.error());
        return;
    }
    if (folder == run) {
        current = *result;
    }
    emit m_rules.changed(folder, *result);
}

AnswerRules::AnswerRules(QObject* parent) : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

AnswerRules::~AnswerRules() = default;

void AnswerRules::open(const std::filesystem::path& run)
{
    m_implementation->open(run);
}

void AnswerRules::close(const AnswerRule& rule)
{
    m_implementation->run.clear();
    m_implementation->current = rule;
    m_implementation->former.clear();
}

bool AnswerRules::isOpen() const
{
    return !m_implementation->run.empty();
}

void AnswerRules::decide(const AnswerRule& rule)
{
    if (!m_implementation->run.empty()) {
        m_implementation->keep(rule, false);
    }
}

void AnswerRules::undo()
{
    if (canUndo()) {
        const AnswerRule rule = m_implementation->former.back();
        m_implementation->former.pop_back(); // at once: the next undo takes the one before
        m_implementation->keep(rule, true);
    }
}

bool AnswerRules::canUndo() const
{
    return !m_implementation->former.empty();
}

const AnswerRule& AnswerRules::rule() const
{
    return m_implementation->current;
}

} // namespace saccade
