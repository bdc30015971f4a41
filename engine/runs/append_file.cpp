#include "engine/runs/append_file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>

namespace saccade {

AppendFile::AppendFile(std::filesystem::path path, FileLayer& layer) : m_path(std::move(path)), m_layer(layer) {}

AppendFile::~AppendFile()
{
    if (m_descriptor >= 0) {
        m_layer.close(m_descriptor);
    }
}

Error AppendFile::errorNow() const
{
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    return {full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, std::generic_category().message(errno), m_path};
}

Result<void> AppendFile::open()
{
    if (m_descriptor < 0) {
        m_descriptor = m_layer.open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    }
    return m_descriptor < 0 ? Result<void>(errorNow()) : Result<void>();
}

Result<void> AppendFile::append(std::string_view text)
{
    m_pending += text;
    if (Result<void> opened = open(); !opened) {
        return opened;
    }
    std::size_t done = 0;
    while (done < m_pending.size()) {
        const ssize_t written = m_layer.write(m_descriptor, m_pending.data() + done, m_pending.size() - done);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            const Error error = errorNow();
            m_pending.erase(0, done);
            return error;
        }
        done += static_cast<std::size_t>(written);
    }
    m_pending.clear();
    return {};
}

Result<void> AppendFile::sync()
{
    if (m_descriptor >= 0 && m_layer.sync(m_descriptor) != 0) {
        return errorNow();
    }
    return {};
}

} // namespace saccade
