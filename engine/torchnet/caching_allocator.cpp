#include "engine/torchnet/caching_allocator.h"

#include <array>
#include <c10/core/CPUAllocator.h>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <vector>

#include "engine/torchnet/size_class.h"

namespace saccade {
namespace {

class Pool;

/// Stands before every block. LibTorch demands that a block's context is its address, so all else must be found there.
struct alignas(64) Header
{
    Pool* owner;
    Header* next; // in the pool's list
    int sizeClass;
};
static_assert(sizeof(Header) == 64, "blocks must stay aligned for the widest vectors");

constexpr std::size_t kHugePage = std::size_t{2} << 20;

Header* allocateBlock(int sizeClass)
{
    const std::size_t bytes = sizeof(Header) + sizeOfClass(sizeClass);
    const bool isHuge = bytes >= 2 * kHugePage;
    void* memory = nullptr;
    if (posix_memalign(&memory, isHuge ? kHugePage : alignof(Header), bytes) != 0) {
        return nullptr;
    }
    if (isHuge) {
        madvise(memory, bytes, MADV_HUGEPAGE); // fewer faults and translations; without it all works the same
    }
    return static_cast<Header*>(memory);
}

/// The free blocks of one thread's tensors. A block freed by another thread comes back here, hence the lock.
class Pool final
{
public:
    [[nodiscard]] Header* take(int sizeClass)
    {
        const std::lock_guard lock(m_mutex);
        Header*& list = m_free[static_cast<std::size_t>(sizeClass)];
        Header* block = list;
        if (block != nullptr) {
            list = block->next;
            m_kept -= sizeOfClass(sizeClass);
        }
        m_used += sizeOfClass(sizeClass);
        return block;
    }
    void forget(int sizeClass)
    {
        const std::lock_guard lock(m_mutex);
        m_used -= sizeOfClass(sizeClass);
    }
    void give(Header* block)
    {
        const std::lock_guard lock(m_mutex);
        Header*& list = m_free[static_cast<std::size_t>(block->sizeClass)];
        block->next = list;
        list = block;
        m_kept += sizeOfClass(block->sizeClass);
        m_used -= sizeOfClass(block->sizeClass);
    }
    void release()
    {
        const std::lock_guard lock(m_mutex);
        for (Header*& list : m_free) {
            while (list != nullptr) {
                std::free(std::exchange(list, list->next));
            }
        }
        m_kept = 0;
    }
    void addTo(CachedMemory& sum)
    {
        const std::lock_guard lock(m_mutex);
        sum.kept += m_kept;
        sum.used += m_used;
    }

private:
    std::mutex m_mutex;
    std::array<Header*, kSizeClasses> m_free{};
    std::size_t m_kept = 0;
    std::size_t m_used = 0;
};

/// All pools. They outlive their threads, since tensors do, and pass to later threads.
class Pools final
{
public:
    [[nodiscard]] Pool* acquire()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty()) {
            m_all.push_back(std::make_unique<Pool>());
            return m_all.back().get();
        }
        Pool* pool = m_idle.back();
        m_idle.pop_back();
        return pool;
    }
    void giveBack(Pool* pool)
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(pool);
    }
    template <typename Action>
    void forEach(Action action)
    {
        const std::lock_guard lock(m_mutex);
        for (const std::unique_ptr<Pool>& pool : m_all) {
            action(*pool);
        }
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Pool>> m_all;
    std::vector<Pool*> m_idle;
};

/// Never destroyed: tensors may be freed after the last static.
Pools& pools()
{
    static Pools* const all = new Pools;
    return *all;
}

class ThreadPool final
{
public:
    ThreadPool() : m_pool(pools().acquire()) {}
    ~ThreadPool() { pools().giveBack(m_pool); }
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;
    [[nodiscard]] Pool& pool() { return *m_pool; }

private:
    Pool* m_pool;
};

void freeBlock(void* data)
{
    if (data != nullptr) {
        Header* block = static_cast<Header*>(data) - 1;
        block->owner->give(block);
    }
}

class CachingAllocator final : public c10::Allocator
{
public:
    c10::DataPtr allocate(std::size_t bytes) override
    {
        void* data = bytes == 0 ? nullptr : allocateBytes(bytes);
        return {data, data, &freeBlock, c10::Device(c10::DeviceType::CPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &freeBlock; }
    void copy_data(void* destination, const void* source, std::size_t count) const override
    {
        default_copy_data(destination, source, count);
    }

private:
    static void* allocateBytes(std::size_t bytes)
    {
        static thread_local ThreadPool threadPool;
        Pool& pool = threadPool.pool();
        const int sizeClass = sizeClassOf(bytes);
        if (sizeClass >= kSizeClasses) {
            throw std::bad_alloc();
        }
        Header* block = pool.take(sizeClass);
        if (block == nullptr) {
            block = allocateBlock(sizeClass);
        }
        if (block == nullptr) {
            releaseCachedMemory();
            block = allocateBlock(sizeClass);
        }
        if (block == nullptr) {
            pool.forget(sizeClass);
            throw std::bad_alloc();
        }
        *block = {&pool, nullptr, sizeClass};
        return block + 1;
    }
};

} // namespace

void installCachingAllocator()
{
    static std::once_flag once;
    std::call_once(once, [] {
        static auto* const allocator = new CachingAllocator;
        c10::SetCPUAllocator(allocator);
    });
}

void releaseCachedMemory()
{
    pools().forEach([](Pool& pool) { pool.release(); });
}

CachedMemory cachedMemory()
{
    CachedMemory sum;
    pools().forEach([&](Pool& pool) { pool.addTo(sum); });
    return sum;
}

} // namespace saccade
