#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "engine/decode/image_decoder.h"

namespace saccade {

namespace {

class Descriptor final
{
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

Error systemError(int number, const std::filesystem::path& file)
{
    const bool missing = number == ENOENT || number == ENOTDIR;
    return {missing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, std::generic_category().message(number),
            file};
}

} // namespace

Result<std::vector<std::uint8_t>> readImageFile(const std::filesystem::path& file, bool followLink)
{
    // Without O_NONBLOCK opening a pipe would wait for its other end.
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followLink ? 0 : O_NOFOLLOW)));
    struct stat status = {};
    if (opened.get() < 0 || ::fstat(opened.get(), &status) != 0) {
        return systemError(errno, file);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::FileUnreadable, "not a regular file", file};
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > kMaxImageBytes) {
        return Error{ErrorCode::ImageTooLarge, std::to_string(size) + " bytes", file};
    }
    std::vector<std::uint8_t> bytes(size);
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got = ::read(opened.get(), bytes.data() + have, size - have);
        if (got < 0 && errno != EINTR) {
            return systemError(errno, file);
        }
        if (got == 0) { // it shrank meanwhile
            break;
        }
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.resize(have);
    return bytes;
}

} // namespace saccade
