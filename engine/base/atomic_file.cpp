#include "engine/base/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace saccade {

namespace {

std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

// A short name of its own: the file's name plus anything might be too long for the file system.
std::filesystem::path temporaryBeside(const std::filesystem::path& path)
{
    static std::atomic<unsigned> counter{0};
    const std::string name = ".saccade-" + std::to_string(::getpid()) + "-" + std::to_string(++counter) + ".tmp";
    return folderOf(path) / name;
}

Error writeError(int number, const char* what, const std::filesystem::path& path)
{
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return {full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
            std::string(what) + ": " + std::generic_category().message(number), path};
}

int openRetrying(FileLayer& layer, const std::filesystem::path& path, int flags, unsigned mode)
{
    int descriptor = -1;
    do {
        descriptor = layer.open(path.c_str(), flags | O_CLOEXEC, mode);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

int syncRetrying(FileLayer& layer, int descriptor)
{
    int result = -1;
    do {
        result = layer.sync(descriptor);
    } while (result != 0 && errno == EINTR);
    return result;
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path path, FileLayer& layer) : m_path(std::move(path)), m_layer(layer)
{
    // A crashed process of the same number may have left its temporary file behind: take the next name.
    constexpr int kAttempts = 100;
    for (int attempt = 0; attempt < kAttempts && m_descriptor < 0; ++attempt) {
        m_temporary = temporaryBeside(m_path);
        m_descriptor = openRetrying(m_layer, m_temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (m_descriptor < 0 && errno != EEXIST) {
            break;
        }
    }
    if (m_descriptor < 0) {
        m_state = writeError(errno, "open", m_path);
        m_temporary.clear();
    }
}

AtomicFile::~AtomicFile()
{
    discard();
}

Result<void> AtomicFile::append(std::span<const std::uint8_t> bytes)
{
    while (m_state && !bytes.empty()) {
        const ssize_t written = m_layer.write(m_descriptor, bytes.data(), bytes.size());
        if (written > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        } else if (written == 0) {
            errno = ENOSPC;
            return fail("write");
        } else if (errno != EINTR) {
            return fail("write");
        }
    }
    return m_state;
}

Result<void> AtomicFile::append(std::string_view text)
{
    return append(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Result<void> AtomicFile::commit()
{
    if (!m_state) {
        return m_state;
    }
    if (syncRetrying(m_layer, m_descriptor) != 0) {
        return fail("sync");
    }
    const int closed = m_layer.close(m_descriptor);
    m_descriptor = -1;
    // Linux has closed the descriptor even when it says EINTR; all bytes were synced before.
    if (closed != 0 && errno != EINTR) {
        return fail("close");
    }
    if (m_layer.rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        return fail("rename");
    }
    m_temporary.clear();
    return syncFolder();
}

// Makes the new name itself durable. Some file systems cannot sync a folder, and one may write to a folder without
// being allowed to read it: neither is a failure of the file.
Result<void> AtomicFile::syncFolder()
{
    const int folder = openRetrying(m_layer, folderOf(m_path), O_RDONLY | O_DIRECTORY, 0);
    if (folder < 0) {
        return m_state;
    }
    if (syncRetrying(m_layer, folder) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS) {
        m_state = writeError(errno, "sync folder", m_path);
    }
    m_layer.close(folder);
    return m_state;
}

Result<void> AtomicFile::fail(const char* what)
{
    m_state = writeError(errno, what, m_path);
    discard();
    return m_state;
}

void AtomicFile::discard()
{
    if (m_descriptor >= 0) {
        m_layer.close(m_descriptor);
        m_descriptor = -1;
    }
    if (!m_temporary.empty()) {
        m_layer.unlink(m_temporary.c_str());
        m_temporary.clear();
    }
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                                 FileLayer& layer)
{
    AtomicFile file(path, layer);
    Result<void> written = file.append(bytes);
    return written ? file.commit() : written;
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text, FileLayer& layer)
{
    return writeFileAtomically(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()), layer);
}

} // namespace saccade
