#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>

#include "engine/base/atomic_file.h"

namespace saccade {

namespace {

Error readError(int number, const std::filesystem::path& path)
{
    const bool missing = number == ENOENT || number == ENOTDIR;
    return {missing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, std::generic_category().message(number),
            path};
}

// Reads to the end, or one byte beyond the limit: the file may grow while it is read.
Result<void> readAll(FileLayer& layer, int descriptor, std::size_t limit, std::vector<std::uint8_t>& bytes)
{
    constexpr std::size_t kChunk = std::size_t{1} << 20;
    for (;;) {
        const std::size_t have = bytes.size();
        const std::size_t room = std::min(kChunk, limit - have + 1);
        bytes.resize(have + room);
        const ssize_t got = layer.read(descriptor, bytes.data() + have, room);
        bytes.resize(have + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0 && errno != EINTR) {
            return readError(errno, {});
        }
        if (bytes.size() > limit) {
            return Error{ErrorCode::FileUnreadable, "larger than " + std::to_string(limit) + " bytes", {}};
        }
        if (got == 0) {
            return {};
        }
    }
}

} // namespace

Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path, std::size_t maxBytes, FileLayer& layer)
{
    // Opening a pipe or a device could wait for ever.
    std::error_code failed;
    const std::filesystem::file_status status = std::filesystem::status(path, failed);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return Error{ErrorCode::FileUnreadable, "not a regular file", path};
    }
    const int descriptor = layer.open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
    if (descriptor < 0) {
        return readError(errno, path);
    }
    std::vector<std::uint8_t> bytes;
    const Result<void> read = readAll(layer, descriptor, std::min(maxBytes, bytes.max_size() - 1), bytes);
    layer.close(descriptor);
    if (!read) {
        return Error{read.error().code, read.error().detail, path};
    }
    return bytes;
}

} // namespace saccade
