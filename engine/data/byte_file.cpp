#include "engine/data/byte_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <zlib.h>

namespace saccade {

namespace {

constexpr std::size_t kPackedPiece = std::size_t{64} << 10;
constexpr std::uint64_t kUnpackedAlways = 100'000'000;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kDeflateLimit = 1032; // no byte of deflate stands for more
constexpr int kGzipWindow = 15 + 16;

Error systemError(int number, const std::filesystem::path& file)
{
    const bool isMissing = number == ENOENT || number == ENOTDIR;
    return {isMissing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, std::generic_category().message(number),
            file};
}

bool hasGzipMagic(int descriptor)
{
    std::array<std::uint8_t, 2> start{};
    return ::pread(descriptor, start.data(), start.size(), 0) == 2 && start[0] == 0x1f && start[1] == 0x8b;
}

} // namespace

struct ByteFile::Unpacker
{
    z_stream stream{};
    std::array<std::uint8_t, kPackedPiece> packed{};
    bool isStarted = false;
    bool isAtEnd = false; // of the last member

    ~Unpacker()
    {
        if (isStarted) {
            inflateEnd(&stream);
        }
    }
};

ByteFile::ByteFile(int descriptor, std::filesystem::path file, std::uint64_t storedBytes, std::int64_t changedNs)
    : m_descriptor(descriptor), m_file(std::move(file)), m_storedBytes(storedBytes), m_changedNs(changedNs)
{}

ByteFile::~ByteFile()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<ByteFile>> ByteFile::open(const std::filesystem::path& file)
{
    // Without O_NONBLOCK opening a pipe would wait for its other end.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status = {};
    if (descriptor < 0) {
        return systemError(errno, file);
    }
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::FileUnreadable, "not a regular file", file};
    }
    const std::int64_t changed = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    std::unique_ptr<ByteFile> opened(
        new ByteFile(descriptor, file, static_cast<std::uint64_t>(status.st_size), changed));
    if (hasGzipMagic(descriptor)) {
        if (const Result<void> started = opened->startUnpacking(); !started) {
            return started.error();
        }
    }
    return opened;
}

Result<void> ByteFile::startUnpacking()
{
    m_unpacker = std::make_unique<Unpacker>();
    m_unpacker->isStarted = inflateInit2(&m_unpacker->stream, kGzipWindow) == Z_OK;
    return m_unpacker->isStarted ? Result<void>() : Error{ErrorCode::OutOfMemory, "", m_file};
}

Result<std::size_t> ByteFile::read(std::span<std::uint8_t> out)
{
    return isPacked() ? readUnpacked(out) : readStored(out);
}

std::uint64_t ByteFile::mostBytes() const
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    if (!isPacked()) {
        return m_storedBytes;
    }
    return m_storedBytes > kMost / kDeflateLimit ? kMost : m_storedBytes * kDeflateLimit;
}

double ByteFile::shareRead() const
{
    return m_storedBytes == 0 ? 1.0 : static_cast<double>(m_storedRead) / static_cast<double>(m_storedBytes);
}

Result<std::size_t> ByteFile::readStored(std::span<std::uint8_t> out)
{
    std::size_t have = 0;
    while (have < out.size()) {
        const ssize_t got = ::read(m_descriptor, out.data() + have, out.size() - have);
        if (got < 0 && errno != EINTR) {
            return systemError(errno, m_file);
        }
        if (got == 0) {
            break;
        }
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    m_storedRead += have;
    return have;
}

Result<std::size_t> ByteFile::readUnpacked(std::span<std::uint8_t> out)
{
    z_stream& stream = m_unpacker->stream;
    std::size_t have = 0;
    while (have < out.size() && !m_unpacker->isAtEnd) {
        if (const Result<void> filled = refill(); !filled) {
            return filled.error();
        }
        const std::size_t room = std::min<std::size_t>(out.size() - have, std::numeric_limits<uInt>::max());
        stream.next_out = out.data() + have;
        stream.avail_out = static_cast<uInt>(room);
        const int state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t got = room - stream.avail_out;
        have += got;
        if (const Result<void> counted = countUnpacked(got); !counted) {
            return counted.error();
        }
        if (state == Z_STREAM_END) {
            const Result<bool> another = hasAnotherMember();
            if (!another) {
                return another.error();
            }
            m_unpacker->isAtEnd = !*another;
        } else if (state != Z_OK) {
            return Error{ErrorCode::ArchiveDamaged, stream.msg != nullptr ? stream.msg : "gzip", m_file};
        }
    }
    return have;
}

// There is something to unpack afterwards.
Result<void> ByteFile::refill()
{
    z_stream& stream = m_unpacker->stream;
    if (stream.avail_in > 0) {
        return {};
    }
    const Result<std::size_t> got = readStored(m_unpacker->packed);
    if (!got) {
        return got.error();
    }
    if (*got == 0) {
        return Error{ErrorCode::ArchiveDamaged, "gzip ends too early", m_file};
    }
    stream.next_in = m_unpacker->packed.data();
    stream.avail_in = static_cast<uInt>(*got);
    return {};
}

// What follows a member is another one, or nothing.
Result<bool> ByteFile::hasAnotherMember()
{
    z_stream& stream = m_unpacker->stream;
    if (stream.avail_in == 0) {
        const Result<std::size_t> got = readStored(m_unpacker->packed);
        if (!got) {
            return got.error();
        }
        stream.next_in = m_unpacker->packed.data();
        stream.avail_in = static_cast<uInt>(*got);
    }
    if (stream.avail_in == 0) {
        return false;
    }
    if (*stream.next_in != 0x1f || inflateReset(&stream) != Z_OK) {
        return Error{ErrorCode::ArchiveDamaged, "bytes after the end of gzip", m_file};
    }
    return true;
}

Result<void> ByteFile::countUnpacked(std::size_t bytes)
{
    m_unpacked += bytes;
    if (m_unpacked > kUnpackedAlways && m_unpacked / kMaxRatio > m_storedBytes) {
        return Error{ErrorCode::ArchiveUnsafe, "unpacks to more than 200 times its size", m_file};
    }
    return {};
}

} // namespace saccade
