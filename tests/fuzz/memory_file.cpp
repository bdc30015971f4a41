#include "tests/fuzz/memory_file.h"

#include <string>
#include <sys/mman.h>
#include <unistd.h>

MemoryFile::MemoryFile(FuzzInput bytes) : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC))
{
    const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
    fuzzRequire(written == static_cast<ssize_t>(bytes.size()), "memory takes a file");
}

MemoryFile::~MemoryFile()
{
    ::close(m_descriptor);
}

std::filesystem::path MemoryFile::path() const
{
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}
