#pragma once

#include <filesystem>

#include "tests/fuzz/fuzz_target.h"

/// Bytes in memory that open as a regular file, for parsers that take a path. Linux.
class MemoryFile final
{
public:
    explicit MemoryFile(FuzzInput bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] std::filesystem::path path() const;

private:
    const int m_descriptor;
};
