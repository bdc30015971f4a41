#include "engine/base/file_layer.h"

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace saccade {

namespace {

class SystemFileLayer final : public FileLayer
{
public:
    int open(const char* path, int flags, unsigned mode) override { return ::open(path, flags, mode); }
    ssize_t read(int descriptor, void* bytes, std::size_t count) override { return ::read(descriptor, bytes, count); }
    ssize_t write(int descriptor, const void* bytes, std::size_t count) override
    {
        return ::write(descriptor, bytes, count);
    }
    int sync(int descriptor) override { return ::fsync(descriptor); }
    int close(int descriptor) override { return ::close(descriptor); }
    int rename(const char* from, const char* to) override { return ::rename(from, to); }
    int unlink(const char* path) override { return ::unlink(path); }
};

} // namespace

FileLayer& systemFileLayer()
{
    static SystemFileLayer layer;
    return layer;
}

} // namespace saccade
