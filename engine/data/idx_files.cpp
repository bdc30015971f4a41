#include "engine/data/idx_files.h"

#include <algorithm>
#include <map>
#include <system_error>

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPacked = ".gz";

struct Found
{
    IdxName name;
    fs::path images;
    fs::path labels;
};
using FoundPairs = std::map<std::string, Found>; // by IdxName::pair

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

void replaceLast(std::string& text, std::string_view what, std::string_view with)
{
    if (const std::size_t at = text.rfind(what); at != std::string::npos) {
        text = text.substr(0, at) + std::string(with) + text.substr(at + what.size());
    }
}

// By the places in the name in small letters; what stands around them keeps its case.
std::string besideOf(std::string leaf, const std::string& name, bool isLabels)
{
    const std::size_t kind = name.rfind(isLabels ? "idx1" : "idx3");
    if (kind != std::string::npos) {
        leaf[kind + 3] = isLabels ? '3' : '1';
    }
    const std::size_t at = name.rfind(isLabels ? "labels" : "images");
    return leaf.substr(0, at) + (isLabels ? "images" : "labels") + leaf.substr(at + 6);
}

void add(FoundPairs& pairs, const fs::path& file, const IdxName& name)
{
    Found& found = pairs[name.pair];
    found.name = found.name.pair.empty() ? name : found.name;
    fs::path& place = name.isLabels ? found.labels : found.images;
    // The plain one of two is read faster.
    if (place.empty() || place.extension() == kPacked || place.native() < file.native()) {
        const bool isWorse = !place.empty() && file.extension() == kPacked;
        place = isWorse ? place : file;
    }
}

Result<FoundPairs> pairsIn(const fs::path& folder, const std::optional<IdxName>& chosen)
{
    FoundPairs pairs;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::optional<IdxName> name = readIdxName(entry->path().filename().native());
        std::error_code unknown;
        const bool isWanted = name && (chosen ? name->set == chosen->set : name->isUsual);
        if (isWanted && entry->is_regular_file(unknown)) {
            add(pairs, entry->path(), *name);
        }
    }
    return failed ? Result<FoundPairs>(Error{ErrorCode::FileUnreadable, failed.message(), folder})
                  : Result<FoundPairs>(std::move(pairs));
}

Result<IdxPair> completed(const Found& found, const fs::path& folder)
{
    if (found.images.empty() || found.labels.empty()) {
        const bool lacksLabels = found.labels.empty();
        const std::string has = (lacksLabels ? found.images : found.labels).filename().string();
        return Error{ErrorCode::FileNotFound, (lacksLabels ? "the labels of " : "the images of ") + has,
                     folder / found.name.beside};
    }
    const std::string& word = found.name.word;
    const bool isTest = word == "t10k" || word == "test";
    return IdxPair{found.images, found.labels, word.empty() ? "images" : word, isTest ? Part::Test : Part::Training};
}

} // namespace

std::optional<IdxName> readIdxName(const std::string& leaf)
{
    std::string name = lowerCase(leaf);
    if (name.ends_with(kPacked)) {
        name.resize(name.size() - kPacked.size());
    }
    const std::size_t images = name.rfind("images");
    const std::size_t labels = name.rfind("labels");
    if (images == std::string::npos && labels == std::string::npos) {
        return {};
    }
    IdxName read;
    read.isLabels = images == std::string::npos;
    read.isUsual = name.find("idx") != std::string::npos || name.find("ubyte") != std::string::npos;
    read.beside = besideOf(leaf.substr(0, name.size()), name, read.isLabels);
    read.pair = name;
    replaceLast(read.pair, read.isLabels ? "labels" : "images", "*");
    replaceLast(read.pair, read.isLabels ? "idx1" : "idx3", "idx");
    read.set = read.pair;
    for (const std::string_view word : {"train", "t10k", "test"}) {
        if (const std::size_t at = read.set.find(word); at != std::string::npos && read.word.empty()) {
            read.word = word;
            read.set.erase(at, word.size());
        }
    }
    return read;
}

Result<std::vector<IdxPair>> findIdxPairs(const fs::path& folderOrFile)
{
    std::error_code failed;
    const bool isFolder = fs::is_directory(folderOrFile, failed);
    const fs::path folder = isFolder ? folderOrFile : folderOrFile.parent_path();
    const std::optional<IdxName> chosen = isFolder ? std::nullopt : readIdxName(folderOrFile.filename().native());
    if (!isFolder && !chosen) {
        return Error{ErrorCode::SourceUnsupported, "an IDX file with neither \"images\" nor \"labels\" in its name",
                     folderOrFile};
    }
    const Result<FoundPairs> found = pairsIn(folder, chosen);
    if (!found) {
        return found.error();
    }
    std::vector<IdxPair> pairs;
    for (const auto& [key, pair] : *found) {
        if (pair.name.set != found->begin()->second.name.set) {
            return Error{ErrorCode::SourceUnsupported, "several IDX sets; choose one of its files", folder};
        }
        const Result<IdxPair> complete = completed(pair, folder);
        if (!complete) {
            return complete.error();
        }
        pairs.push_back(*complete);
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const IdxPair& a, const IdxPair& b) { return a.part < b.part; });
    return pairs;
}

} // namespace saccade
