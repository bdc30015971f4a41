#pragma once

#include <cerrno>
#include <string_view>

#include "engine/base/file_layer.h"

/// The real calls, until the disk is said to be full: then every write fails.
class FailingLayer final : public saccade::FileLayer
{
public:
    bool isFull = false;
    int allowedWrites = -1; ///< so many more writes of one byte each before the disk is full; negative = no limit

    int open(const char* path, int flags, unsigned mode) override { return m_real.open(path, flags, mode); }
    ssize_t read(int descriptor, void* bytes, std::size_t count) override
    {
        return m_real.read(descriptor, bytes, count);
    }
    ssize_t write(int descriptor, const void* bytes, std::size_t count) override
    {
        if (isFull || allowedWrites == 0) {
            errno = ENOSPC;
            return -1;
        }
        if (allowedWrites > 0) {
            --allowedWrites;
            return m_real.write(descriptor, bytes, 1);
        }
        return m_real.write(descriptor, bytes, count);
    }
    int sync(int descriptor) override { return m_real.sync(descriptor); }
    int close(int descriptor) override { return m_real.close(descriptor); }
    int rename(const char* from, const char* to) override { return m_real.rename(from, to); }
    int unlink(const char* path) override { return m_real.unlink(path); }

private:
    saccade::FileLayer& m_real = saccade::systemFileLayer();
};
