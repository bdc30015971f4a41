#include "engine/session/comparison_session.h"

#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Answer = Result<std::shared_ptr<const ComparedRuns>>;

Answer compareWith(const std::shared_ptr<const RunFolder>& a, const std::filesystem::path& path, Part part)
{
    Result<RunFolder> b = openRunFolder(path);
    if (!b) {
        return b.error();
    }
    Result<RunComparison> comparison = compareRuns(*a, *b, part);
    if (!comparison) {
        return comparison.error();
    }
    return std::make_shared<const ComparedRuns>(
        ComparedRuns{a, std::make_shared<const RunFolder>(std::move(b).value()), std::move(comparison).value()});
}

} // namespace

class ComparisonSession::Implementation final
{
public:
    explicit Implementation(ComparisonSession& session) : m_session(session), m_worker("saccade-compare") {}

    void compare(const std::shared_ptr<const RunFolder>& a, const std::filesystem::path& b, Part part);
    void cancel();

private:
    ComparisonSession& m_session;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void ComparisonSession::Implementation::cancel()
{
    m_worker.clear();
    ++m_ticket;
}

void ComparisonSession::Implementation::compare(const std::shared_ptr<const RunFolder>& a,
                                                const std::filesystem::path& b, Part part)
{
    cancel();
    m_worker.post([this, a, b, part, ticket = m_ticket] {
        const auto caught = [&]() -> Answer {
            try {
                return compareWith(a, b, part);
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, ticket, answer = caught()] {
            if (ticket != m_ticket) {
                return;
            }
            if (answer) {
                emit m_session.compared(*answer);
            } else {
                emit m_session.failed(answer.error());
            }
        });
    });
}

ComparisonSession::ComparisonSession(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

ComparisonSession::~ComparisonSession() = default;

void ComparisonSession::compare(const std::shared_ptr<const RunFolder>& a, const std::filesystem::path& b, Part part)
{
    m_implementation->compare(a, b, part);
}

void ComparisonSession::cancel()
{
    m_implementation->cancel();
}

} // namespace saccade
