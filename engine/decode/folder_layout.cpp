#include "engine/decode/folder_layout.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace saccade {

namespace {

using Path = std::vector<std::string_view>;

Path split(std::string_view name)
{
    Path parts;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        parts.push_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

// The folders at a level that hold images, below the folders passed through.
std::set<std::string_view> foldersAt(const std::vector<Path>& images, const Path& top)
{
    std::set<std::string_view> found;
    for (const Path& path : images) {
        if (path.size() >= top.size() + 2 && std::equal(top.begin(), top.end(), path.begin())) {
            found.insert(path[top.size()]);
        }
    }
    return found;
}

// A class may be called "train": the folders are parts when all are, or when training has a counterpart beside it.
bool areParts(const std::set<std::string_view>& folders)
{
    std::array<bool, kPartCount> has{};
    bool all = true;
    for (const std::string_view folder : folders) {
        const std::optional<Part> part = partNamed(folder);
        all = all && part.has_value();
        if (part) {
            has[static_cast<std::size_t>(*part)] = true;
        }
    }
    return has[0] && (all || has[1] || has[2]);
}

// The single folders around everything else.
Path topFolders(const std::vector<Path>& images)
{
    Path top;
    for (;;) {
        const std::set<std::string_view> here = foldersAt(images, top);
        if (here.size() != 1 || areParts(here)) {
            return top;
        }
        Path deeper = top;
        deeper.push_back(*here.begin());
        if (foldersAt(images, deeper).empty()) {
            return top;
        }
        top = std::move(deeper);
    }
}

// Reads part and class from a path, given what surrounds them.
class ClassFinder final
{
public:
    explicit ClassFinder(const std::vector<Path>& images)
        : m_top(topFolders(images)), m_hasParts(areParts(foldersAt(images, m_top)))
    {}

    [[nodiscard]] std::size_t classLevel() const { return m_top.size() + (m_hasParts ? 1 : 0); }
    [[nodiscard]] bool isBelowTop(const Path& path) const
    {
        return path.size() > classLevel() && std::equal(m_top.begin(), m_top.end(), path.begin());
    }
    [[nodiscard]] std::optional<Part> partOf(const Path& path) const
    {
        return m_hasParts ? partNamed(path[m_top.size()]) : Part::Training;
    }

private:
    Path m_top;
    bool m_hasParts;
};

const char* whyNot(const ClassFinder& finder, const Path& path)
{
    if (!finder.isBelowTop(path) || path.size() < finder.classLevel() + 2 || !finder.partOf(path)) {
        return "not in a class folder";
    }
    return path.size() > finder.classLevel() + 2 + kMaxFoldersBelowClass ? "too many folders deep" : nullptr;
}

std::vector<std::string> emptyClasses(const ClassFinder& finder, const std::vector<std::string>& folders,
                                      const std::map<Part, std::set<std::string_view>>& classes)
{
    std::vector<std::string> empty;
    for (const std::string& folder : folders) {
        const Path path = split(folder);
        if (path.size() != finder.classLevel() + 1 || !finder.isBelowTop(path)) {
            continue;
        }
        const std::optional<Part> part = finder.partOf(path);
        const auto known = part ? classes.find(*part) : classes.end();
        if (part && (known == classes.end() || !known->second.contains(path.back()))) {
            empty.push_back(folder);
        }
    }
    return empty;
}

} // namespace

std::optional<Part> partNamed(std::string_view folder)
{
    std::string name(folder);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name == "train" || name == "training") {
        return Part::Training;
    }
    if (name == "val" || name == "valid" || name == "validation") {
        return Part::Validation;
    }
    return name == "test" || name == "testing" ? std::optional(Part::Test) : std::nullopt;
}

Result<SourceLayout> layOutFolders(const std::vector<std::string>& images, const std::vector<std::string>& folders)
{
    std::vector<Path> paths;
    paths.reserve(images.size());
    std::transform(images.begin(), images.end(), std::back_inserter(paths), split);
    const ClassFinder finder(paths);
    std::map<Part, std::set<std::string_view>> classes;
    for (const Path& path : paths) {
        if (whyNot(finder, path) == nullptr) {
            classes[*finder.partOf(path)].insert(path[finder.classLevel()]);
        }
    }
    if (classes.empty()) {
        return Error{ErrorCode::DataSetEmpty, images.empty() ? "" : "no class folder", {}};
    }
    std::set<std::string_view> names; // of all parts: what one lacks is told before training
    for (const auto& [part, own] : classes) {
        names.insert(own.begin(), own.end());
    }
    if (names.size() < 2) {
        return Error{ErrorCode::TooFewClasses, std::string(*names.begin()), {}};
    }
    SourceLayout layout;
    layout.classNames.assign(names.begin(), names.end());
    layout.hasGivenTest = classes.contains(Part::Test);
    layout.hasGivenValidation = classes.contains(Part::Validation);
    for (const Path& path : paths) {
        Placement placement;
        if (const char* reason = whyNot(finder, path)) {
            placement.reason = reason;
        } else {
            placement.part = *finder.partOf(path);
            const auto found = names.find(path[finder.classLevel()]);
            placement.label = static_cast<std::int32_t>(std::distance(names.begin(), found));
        }
        layout.placements.push_back(placement);
    }
    layout.emptyClasses = emptyClasses(finder, folders, classes);
    return layout;
}

} // namespace saccade
