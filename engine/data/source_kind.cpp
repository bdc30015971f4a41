#include "engine/data/source_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "engine/data/cifar_format.h"
#include "engine/data/idx_files.h"

namespace saccade {

namespace {

template <std::size_t count>
bool endsWithOneOf(const std::string& name, const std::array<std::string_view, count>& endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&name](std::string_view ending) { return name.ends_with(ending); });
}

} // namespace

SourceKind sourceKindOf(const std::filesystem::path& source)
{
    constexpr std::array<std::string_view, 11> kArchive{".tar",  ".tar.gz", ".tgz",     ".tar.xz",   ".txz", ".tar.bz2",
                                                        ".tbz2", ".tbz",    ".tar.zst", ".tar.zstd", ".zip"};
    constexpr std::array<std::string_view, 4> kList{".csv", ".tsv", ".txt", ".lst"};
    if (source == "sample") {
        return SourceKind::Sample;
    }
    const std::string leaf = source.filename().native();
    std::string name = leaf;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (endsWithOneOf(name, kArchive)) {
        return SourceKind::Archive;
    }
    if (endsWithOneOf(name, kList)) {
        return SourceKind::List;
    }
    const std::optional<IdxName> idx = readIdxName(leaf);
    return cifarFileNamed(leaf) || (idx && idx->isUsual) ? SourceKind::Pixels : SourceKind::Other;
}

} // namespace saccade
