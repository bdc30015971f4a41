#include "engine/session/report_session.h"

#include "engine/base/atomic_file.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

bool hasPicture(const EvaluationReport& report)
{
    return report.worst.empty() || report.worst.front().picture.has_value();
}

/// Whether it shows pictures.
Result<bool> writeReport(const ReportRequest& request)
{
    if (isRecordOf(*request.run, request.file)) {
        return Error{ErrorCode::FileUnwritable, "the run's own record", request.file};
    }
    const Result<EvaluationReport> report = makeEvaluationReport(*request.run, request.part, &request.dataSet);
    if (!report) {
        return report.error();
    }
    const Result<void> written = writeFileAtomically(request.file, request.encode(*report));
    return written ? Result<bool>(hasPicture(*report)) : written.error();
}

} // namespace

class ReportSession::Implementation final
{
public:
    explicit Implementation(ReportSession& session) : m_session(session), m_worker("saccade-report") {}

    void write(const ReportRequest& request);

private:
    ReportSession& m_session;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void ReportSession::Implementation::write(const ReportRequest& request)
{
    m_worker.post([this, request] {
        const auto caught = [&]() -> Result<bool> {
            try {
                return writeReport(request);
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, file = request.file, result = caught()] {
            if (result) {
                emit m_session.written(file, *result);
            } else {
                emit m_session.failed(result.error());
            }
        });
    });
}

ReportSession::ReportSession(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

ReportSession::~ReportSession() = default;

void ReportSession::write(const ReportRequest& request)
{
    m_implementation->write(request);
}

} // namespace saccade
