#include <algorithm>

#include "app/cli/cache_place.h"
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/number_text.h"
#include "engine/data/pixel_cache.h"

namespace saccade {

ExitStatus runCommand(const CacheCommand& command, Output& output, const std::stop_token&)
{
    const CachePlace before = cachePlace();
    if (command.clear) {
        PixelCache(before.folder).clear();
    }
    const CachePlace now = command.clear ? cachePlace() : before;
    output.event({{"event", "cache"},
                  {"folder", now.folder.native()},
                  {"data_sets", now.dataSets},
                  {"bytes", now.bytes},
                  {"limit_bytes", now.limitBytes},
                  {"freed_bytes", before.bytes - std::min(before.bytes, now.bytes)}});
    output.line(printable(now.folder.native()));
    if (command.clear) {
        output.line("freed " + bytesText(before.bytes - std::min(before.bytes, now.bytes)));
    }
    output.line(groupedText(static_cast<std::int64_t>(now.dataSets)) +
                (now.dataSets == 1 ? " data set, " : " data sets, ") + bytesText(now.bytes) + " of " +
                bytesText(now.limitBytes));
    return ExitStatus::Ok;
}

} // namespace saccade
