#pragma once

#include <cstddef>
#include <sys/types.h>

namespace saccade {

/// The few system calls that write a file, with the system's own meaning: -1 and errno on failure. A test puts a layer
/// of its own here, to see what happens on a full disk. Blocks. Any thread.
class FileLayer
{
public:
    virtual ~FileLayer() = default;

    virtual int open(const char* path, int flags, unsigned mode) = 0;
    virtual ssize_t read(int descriptor, void* bytes, std::size_t count) = 0;
    virtual ssize_t write(int descriptor, const void* bytes, std::size_t count) = 0;
    virtual int sync(int descriptor) = 0;
    virtual int close(int descriptor) = 0;
    virtual int rename(const char* from, const char* to) = 0;
    virtual int unlink(const char* path) = 0;
};

/// The real calls.
[[nodiscard]] FileLayer& systemFileLayer();

} // namespace saccade
