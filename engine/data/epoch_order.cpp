#include <numeric>
#include <utility>

#include "engine/base/random.h"
#include "engine/data/batch_loader.h"

namespace saccade {

std::vector<std::int32_t> epochOrder(std::size_t count, std::uint64_t seed, int epoch)
{
    std::vector<std::int32_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    RandomStream random(seed, "epoch-order", static_cast<std::uint64_t>(epoch));
    for (std::size_t last = count; last > 1; --last) {
        const auto other = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(last) - 1));
        std::swap(order[last - 1], order[other]);
    }
    return order;
}

} // namespace saccade
