#include "engine/session/history_session.h"

#include <QFile>
#include <QLockFile>
#include <mutex>
#include <optional>
#include <system_error>

#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Kept = std::vector<KeptPrediction>;

Result<Kept> readKept(const std::filesystem::path& file)
{
    try {
        Result<Kept> kept = loadPredictions(file);
        if (!kept && kept.error().code == ErrorCode::FileNotFound) {
            return Kept();
        }
        return kept;
    } catch (...) {
        return currentExceptionAsError();
    }
}

Result<void> writeKept(const std::filesystem::path& file, const Kept& kept)
{
    try {
        return savePredictions(file, kept);
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class HistorySession::Implementation final
{
public:
    Implementation(HistorySession& session, std::filesystem::path path)
        : m_session(session), m_file(std::move(path)), m_worker("saccade-history")
    {}

    void open();
    void keep(Predictions predictions);
    /// Writes what is given but not written. Blocks.
    void write();
    [[nodiscard]] bool keepsNothing() const { return m_file.empty(); }

private:
    void read();
    void lock();
    /// The error with the place where the file lies now.
    Error putAside(Error error);

    HistorySession& m_session;
    const std::filesystem::path m_file;
    std::mutex m_mutex;
    Predictions m_unwritten;  // the newest, or nullptr
    bool m_isWritable = true; // false: an unreadable file could not be put aside, or another program has the lock
    std::optional<QLockFile> m_lock;
    std::mutex m_writing; // one writes at a time
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it uses all of the above
};

void HistorySession::Implementation::open()
{
    m_worker.post([this] { read(); });
}

/// Where no lock can be made at all, writing will say why.
void HistorySession::Implementation::lock()
{
    std::error_code failed;
    std::filesystem::create_directories(m_file.parent_path(), failed);
    m_lock.emplace(QFile::decodeName(m_file.c_str()) + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0); // only a program that is gone loses it
    if (!m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError) {
        const std::lock_guard lock(m_mutex);
        m_isWritable = false;
        m_inbox.post([this] { emit m_session.keptElsewhere(); });
    }
}

void HistorySession::Implementation::read()
{
    if (!keepsNothing() && !m_lock) {
        lock();
    }
    Result<Kept> kept = keepsNothing() ? Kept() : readKept(m_file);
    if (!kept && m_isWritable) {
        kept = putAside(kept.error());
    }
    m_inbox.post([this, kept] {
        if (!kept) {
            emit m_session.failed(kept.error());
        }
        emit m_session.opened(std::make_shared<const Kept>(kept ? *kept : Kept()));
    });
}

Error HistorySession::Implementation::putAside(Error error)
{
    std::filesystem::path aside = m_file;
    aside += ".broken";
    std::error_code failed;
    std::filesystem::rename(m_file, aside, failed);
    error.path = failed ? m_file : aside;
    const std::lock_guard lock(m_mutex);
    m_isWritable = !failed; // or the file that nobody could read would be lost
    return error;
}

void HistorySession::Implementation::keep(Predictions predictions)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unwritten = std::move(predictions);
    }
    m_worker.post([this] { write(); });
}

void HistorySession::Implementation::write()
{
    const std::lock_guard writing(m_writing);
    Predictions predictions;
    {
        const std::lock_guard lock(m_mutex);
        predictions = std::exchange(m_unwritten, nullptr);
        if (!predictions || !m_isWritable || keepsNothing()) {
            return; // a later call took it along
        }
    }
    if (const Result<void> written = writeKept(m_file, *predictions); !written) {
        m_inbox.post([this, error = written.error()] { emit m_session.failed(error); });
    }
}

HistorySession::HistorySession(std::filesystem::path file, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, std::move(file)))
{}

HistorySession::~HistorySession()
{
    m_implementation->write();
}

void HistorySession::open()
{
    m_implementation->open();
}

void HistorySession::keep(Predictions predictions)
{
    m_implementation->keep(std::move(predictions));
}

} // namespace saccade
