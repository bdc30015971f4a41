#include "engine/session/history_session.h"

#include <QFile>
#include <QLockFile>
#include <algorithm>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

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
    /// Reads what the file holds and tells the session. Under m_usingFile.
    void find();
    void lock();
    /// The error with the place where the file lies now.
    Error putAside(Error error);
    /// What shall be written of what was given, or nullptr. Under m_usingFile.
    Predictions takeUnwritten();

    HistorySession& m_session;
    const std::filesystem::path m_file;
    bool m_isOpening = false; // what the file holds was asked for and is not yet told; UI thread
    std::mutex m_mutex;
    Predictions m_unwritten;  // the newest, or nullptr
    bool m_isInFront = false; // m_unwritten was given without knowing what the file holds
    std::mutex m_usingFile;   // one reads or writes at a time
    bool m_isWritable = true; // false: an unreadable file could not be put aside, or another program has the lock
    Predictions m_found;      // what the file held, until it is replaced
    std::optional<QLockFile> m_lock;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it uses all of the above
};

void HistorySession::Implementation::open()
{
    m_isOpening = true;
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
        m_isWritable = false;
        m_inbox.post([this] { emit m_session.keptElsewhere(); });
    }
}

void HistorySession::Implementation::read()
{
    const std::lock_guard usingFile(m_usingFile);
    find();
}

void HistorySession::Implementation::find()
{
    if (!keepsNothing() && !m_lock) {
        lock();
    }
    Result<Kept> kept = keepsNothing() ? Kept() : readKept(m_file);
    if (!kept && m_isWritable) {
        kept = putAside(kept.error());
    }
    m_found = std::make_shared<const Kept>(kept ? *kept : Kept());
    m_inbox.post([this, found = m_found, error = kept ? std::optional<Error>() : kept.error()] {
        m_isOpening = false;
        if (error) {
            emit m_session.failed(*error);
        }
        emit m_session.opened(found);
    });
}

Error HistorySession::Implementation::putAside(Error error)
{
    std::filesystem::path aside = m_file;
    aside += ".broken";
    std::error_code failed;
    std::filesystem::rename(m_file, aside, failed);
    error.path = failed ? m_file : aside;
    m_isWritable = !failed; // or the file that nobody could read would be lost
    return error;
}

void HistorySession::Implementation::keep(Predictions predictions)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unwritten = std::move(predictions);
        m_isInFront = m_isOpening;
    }
    m_worker.post([this] { write(); });
}

HistorySession::Predictions HistorySession::Implementation::takeUnwritten()
{
    bool isInFront = false;
    Predictions given;
    {
        const std::lock_guard lock(m_mutex);
        given = std::exchange(m_unwritten, nullptr);
        isInFront = m_isInFront;
    }
    if (!given) {
        return nullptr; // a later call took it along
    }
    if (!isInFront) {
        m_found = nullptr;
        return given;
    }
    if (!m_found) {
        find(); // the end came first
    }
    Kept all = *given;
    all.insert(all.end(), m_found->begin(), m_found->end());
    all.resize(std::min(all.size(), kMostKeptPredictions));
    return std::make_shared<const Kept>(std::move(all));
}

void HistorySession::Implementation::write()
{
    const std::lock_guard usingFile(m_usingFile);
    const Predictions predictions = takeUnwritten();
    if (!predictions || !m_isWritable || keepsNothing()) {
        return;
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
