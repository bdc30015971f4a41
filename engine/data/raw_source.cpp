#include "engine/data/raw_source.h"

#include <algorithm>
#include <system_error>

#include "engine/data/cifar_folder.h"
#include "engine/data/idx_source.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr int kPassedThrough = 2;

// The only thing in a folder, when that is a folder: sets are often unpacked into one of their own.
fs::path onlyFolderIn(const fs::path& folder)
{
    fs::path only;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (entry->path().filename().native().front() == '.') {
            continue;
        }
        std::error_code unknown;
        if (!only.empty() || !entry->is_directory(unknown) || entry->is_symlink(unknown)) {
            return {};
        }
        only = entry->path();
    }
    return only;
}

template <typename Source>
Result<std::unique_ptr<RawSource>> opened(Result<std::unique_ptr<Source>> source)
{
    return source ? Result<std::unique_ptr<RawSource>>(*std::move(source)) : source.error();
}

Result<std::unique_ptr<RawSource>> openFolder(fs::path folder)
{
    for (int level = 0; level <= kPassedThrough && !folder.empty(); ++level) {
        if (isCifarFolder(folder)) {
            return opened(CifarFolder::open(folder));
        }
        if (isIdxFolder(folder)) {
            return opened(IdxSource::open(folder));
        }
        folder = onlyFolderIn(folder);
    }
    return std::unique_ptr<RawSource>();
}

} // namespace

std::string imageNumber(std::size_t index, std::size_t count)
{
    constexpr std::size_t kDigits = 5;
    const std::size_t width = std::max(kDigits, std::to_string(count == 0 ? 0 : count - 1).size());
    const std::string digits = std::to_string(index);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

Result<std::unique_ptr<RawSource>> openRawSource(const fs::path& path)
{
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
        return openFolder(path);
    }
    if (isCifarFile(path)) {
        return opened(CifarFolder::open(path));
    }
    if (isIdxFile(path)) {
        return opened(IdxSource::open(path));
    }
    return std::unique_ptr<RawSource>();
}

} // namespace saccade
