#include "engine/session/changes_keeper.h"

#include <algorithm>

#include "engine/runs/changes_file.h"

namespace saccade {

ChangesKeeper::ChangesKeeper(std::filesystem::path folder, Failed failed)
    : m_folder(std::move(folder)), m_failed(std::move(failed)), m_worker("saccade-changes")
{}

ChangesKeeper::~ChangesKeeper()
{
    Kept next;
    while (takeNext(next)) {
        (void)write(next); // nobody is left who could be told
    }
}

void ChangesKeeper::keep(const std::string& source, const DataChanges& changes)
{
    if (m_folder.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_waiting, [&source](const Kept& kept) { return kept.source == source; });
        m_waiting.push_back({source, changes});
    }
    m_worker.post([this] {
        Kept next;
        if (!takeNext(next)) {
            return;
        }
        if (const Result<void> written = write(next); !written) {
            m_inbox.post([this, error = written.error()] { m_failed(error); });
        }
    });
}

bool ChangesKeeper::takeNext(Kept& next)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) {
        return false;
    }
    next = std::move(m_waiting.front());
    m_waiting.pop_front();
    return true;
}

Result<void> ChangesKeeper::write(const Kept& kept) const
{
    try {
        return ChangesFile(kept.source, m_folder).save(kept.changes);
    } catch (...) {
        return currentExceptionAsError();
    }
}

Result<DataChanges> loadKeptChanges(const std::string& source, const std::filesystem::path& folder)
{
    return folder.empty() ? Result<DataChanges>(DataChanges()) : ChangesFile(source, folder).load();
}

} // namespace saccade
