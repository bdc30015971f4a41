#include "engine/data/blob_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace saccade {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

Error writeError(int number, const std::filesystem::path& path)
{
    const bool isFull = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return {isFull ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, std::generic_category().message(number), path};
}

Error readError(int number, const std::filesystem::path& path)
{
    return {ErrorCode::FileUnreadable, std::generic_category().message(number), path};
}

} // namespace

Result<std::shared_ptr<const MappedBlob>> MappedBlob::open(const std::filesystem::path& path, std::uint64_t size)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status = {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
        const Error error = readError(errno, path);
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return error;
    }
    const bool fits =
        S_ISREG(status.st_mode) && status.st_size >= 0 && static_cast<std::uint64_t>(status.st_size) == size;
    auto mapped = fits ? map(descriptor, size, path)
                       : Result<std::shared_ptr<const MappedBlob>>(
                             Error{ErrorCode::FileUnreadable, "not the size it should have", path});
    ::close(descriptor);
    return mapped;
}

Result<std::shared_ptr<const MappedBlob>> MappedBlob::map(int descriptor, std::uint64_t size,
                                                          const std::filesystem::path& path)
{
    if (size == 0) {
        return std::shared_ptr<const MappedBlob>(new MappedBlob(nullptr, 0));
    }
    if (size > std::numeric_limits<std::size_t>::max()) {
        return Error{ErrorCode::OutOfMemory, std::to_string(size) + " bytes", path};
    }
    void* data = ::mmap(nullptr, static_cast<std::size_t>(size), PROT_READ, MAP_SHARED, descriptor, 0);
    if (data == MAP_FAILED) {
        return readError(errno, path);
    }
    return std::shared_ptr<const MappedBlob>(new MappedBlob(static_cast<const std::uint8_t*>(data), size));
}

MappedBlob::~MappedBlob()
{
    if (m_size > 0) {
        ::munmap(const_cast<std::uint8_t*>(m_data), static_cast<std::size_t>(m_size));
    }
}

BlobFile::BlobFile(int descriptor, std::filesystem::path path, std::uint64_t maxBytes, FileLayer& layer)
    : m_descriptor(descriptor), m_path(std::move(path)), m_maxBytes(maxBytes), m_layer(layer)
{
    m_buffer.reserve(kBufferBytes);
}

BlobFile::~BlobFile()
{
    m_layer.close(m_descriptor);
}

Result<std::unique_ptr<BlobFile>> BlobFile::create(const std::filesystem::path& path, std::uint64_t maxBytes,
                                                   FileLayer& layer)
{
    const int descriptor = layer.open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return writeError(errno, path);
    }
    return std::unique_ptr<BlobFile>(new BlobFile(descriptor, path, maxBytes, layer));
}

Result<std::unique_ptr<BlobFile>> BlobFile::createInMemory()
{
    const int descriptor = ::memfd_create("saccade-pixels", MFD_CLOEXEC);
    if (descriptor < 0) {
        return Error{ErrorCode::OutOfMemory, std::generic_category().message(errno), {}};
    }
    return std::unique_ptr<BlobFile>(
        new BlobFile(descriptor, {}, std::numeric_limits<std::uint64_t>::max(), systemFileLayer()));
}

Result<void> BlobFile::append(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() > m_maxBytes - std::min(m_maxBytes, size())) {
        return Error{ErrorCode::DiskFull, std::to_string(m_maxBytes) + " bytes may be used", m_path};
    }
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
    return m_buffer.size() >= kBufferBytes ? flush() : Result<void>();
}

Result<void> BlobFile::flush()
{
    std::size_t done = 0;
    while (done < m_buffer.size()) {
        const ssize_t written = m_layer.write(m_descriptor, m_buffer.data() + done, m_buffer.size() - done);
        if (written < 0 && errno != EINTR) {
            return m_path.empty() && errno == ENOSPC ? Error{ErrorCode::OutOfMemory, "pixels kept in memory", {}}
                                                     : writeError(errno, m_path);
        }
        done += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    m_written += m_buffer.size();
    m_buffer.clear();
    return {};
}

Result<void> BlobFile::read(std::uint64_t offset, std::span<std::uint8_t> out)
{
    if (Result<void> flushed = flush(); !flushed) {
        return flushed;
    }
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got =
            ::pread(m_descriptor, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return readError(got == 0 ? EIO : errno, m_path);
        }
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return {};
}

Result<std::shared_ptr<const MappedBlob>> BlobFile::finish()
{
    if (const Result<void> flushed = flush(); !flushed) {
        return flushed.error();
    }
    if (!m_path.empty() && m_layer.sync(m_descriptor) != 0) {
        return writeError(errno, m_path);
    }
    return MappedBlob::map(m_descriptor, m_written, m_path);
}

} // namespace saccade
