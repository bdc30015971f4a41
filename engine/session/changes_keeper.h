#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>

#include "engine/base/result.h"
#include "engine/data/data_changes.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

/// Keeps what people change of their data sets in files (see ChangesFile), on a thread of its own. Of several lists for
/// one set the newest is written; destruction writes what is not written yet. UI thread.
class ChangesKeeper final
{
public:
    using Failed = std::function<void(const Error& error)>;

    /// failed is called on the UI thread; an empty folder keeps nothing.
    ChangesKeeper(std::filesystem::path folder, Failed failed);
    ~ChangesKeeper();

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// Must not block.
    void keep(const std::string& source, const DataChanges& changes);

private:
    struct Kept
    {
        std::string source;
        DataChanges changes;
    };
    [[nodiscard]] bool takeNext(Kept& next);
    [[nodiscard]] Result<void> write(const Kept& kept) const;

    std::filesystem::path m_folder;
    Failed m_failed;
    std::mutex m_mutex;
    std::deque<Kept> m_waiting;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

/// The changes kept for a data set's source; with an empty folder none are. Blocks.
[[nodiscard]] Result<DataChanges> loadKeptChanges(const std::string& source, const std::filesystem::path& folder);

} // namespace saccade
