#include "engine/session/report_session.h"

#include "engine/base/atomic_file.h"
#include "engine/runs/report_files.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

std::string encode(const EvaluationReport& report, const std::filesystem::path& file)
{
    const std::string ending = file.extension().string();
    if (ending == ".json") {
        return encodeReportJson(report);
    }
    return ending == ".csv" ? encodeReportCsv(report) : encodeReportHtml(report);
}

Result<void> writeReport(const RunFolder& run, Part part, const DataSet& images, const std::filesystem::path& file)
{
    try {
        const Result<EvaluationReport> report = makeEvaluationReport(run, part, &images);
        return report ? writeFileAtomically(file, encode(*report, file)) : Result<void>(report.error());
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class ReportSession::Implementation final
{
public:
    explicit Implementation(ReportSession& session) : m_session(session), m_worker("saccade-report") {}

    void write(const std::shared_ptr<const RunFolder>& run, Part part, const DataSet& images,
               const std::filesystem::path& file)
    {
        ++pending;
        m_worker.post([this, run, part, images, file] {
            m_inbox.post([this, file, result = writeReport(*run, part, images, file)] { answer(file, result); });
        });
    }

    int pending = 0;

private:
    void answer(const std::filesystem::path& file, const Result<void>& result)
    {
        --pending;
        if (result) {
            emit m_session.written(file);
        } else {
            emit m_session.failed(result.error());
        }
    }

    ReportSession& m_session;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

ReportSession::ReportSession(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

ReportSession::~ReportSession() = default;

void ReportSession::write(const std::shared_ptr<const RunFolder>& run, Part part, const DataSet& images,
                          const std::filesystem::path& file)
{
    m_implementation->write(run, part, images, file);
}

bool ReportSession::isBusy() const
{
    return m_implementation->pending > 0;
}

} // namespace saccade
