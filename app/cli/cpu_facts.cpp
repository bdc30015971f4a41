#include "app/cli/cpu_facts.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

namespace saccade {

namespace {

std::string_view nextLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// The value of "key   : value", or empty when the line has another key.
std::string_view valueOf(std::string_view line, std::string_view key)
{
    const std::size_t colon = line.find(':');
    if (!line.starts_with(key) || colon == std::string_view::npos || line.size() < colon + 2) {
        return {};
    }
    return line.substr(colon + 2);
}

bool hasWord(std::string_view words, std::string_view word)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

/// "/a/libgomp-98b21ff3.so.1.0.0" -> "libgomp": wheels put a hash of eight hex digits into the names of what they
/// bring.
std::string libraryStem(std::string_view path)
{
    std::string_view name = path.substr(path.rfind('/') + 1);
    name = name.substr(0, name.find(".so"));
    const std::size_t dash = name.rfind('-');
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (dash != std::string_view::npos && name.size() - dash == 9 &&
        std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(), isHex)) {
        name = name.substr(0, dash);
    }
    return std::string(name);
}

std::set<std::string> loadedLibraries(std::string_view maps)
{
    std::set<std::string> paths;
    while (!maps.empty()) {
        const std::string_view line = nextLine(maps);
        const std::size_t slash = line.find('/');
        const std::string_view path = slash == std::string_view::npos ? std::string_view() : line.substr(slash);
        const std::size_t suffix = path.rfind(".so");
        if (suffix != std::string_view::npos && (suffix + 3 == path.size() || path[suffix + 3] == '.')) {
            paths.emplace(path);
        }
    }
    return paths;
}

} // namespace

CpuFacts readCpuFacts(std::string_view cpuInfo)
{
    CpuFacts facts;
    facts.threads = static_cast<int>(std::thread::hardware_concurrency());
    while (!cpuInfo.empty()) {
        const std::string_view line = nextLine(cpuInfo);
        if (const std::string_view model = valueOf(line, "model name"); !model.empty()) {
            facts.model = model;
        }
        if (const std::string_view flags = valueOf(line, "flags"); !flags.empty()) {
            for (const std::string_view set : kInstructionSets) {
                if (hasWord(flags, set)) {
                    facts.instructionSets.emplace_back(set);
                }
            }
            break; // the processors of one machine have the same
        }
    }
    return facts;
}

std::vector<DoubledLibrary> findDoubledLibraries(std::string_view maps)
{
    const std::set<std::string> openMpRuntimes{"libgomp", "libomp", "libiomp5"};
    std::map<std::string, std::vector<std::string>> byStem;
    std::vector<std::string> openMp;
    for (const std::string& path : loadedLibraries(maps)) {
        const std::string stem = libraryStem(path);
        std::vector<std::string>& group = openMpRuntimes.contains(stem) ? openMp : byStem[stem];
        group.push_back(path);
    }
    std::vector<DoubledLibrary> doubled;
    if (openMp.size() > 1) {
        doubled.push_back({"OpenMP", openMp});
    }
    for (const auto& [stem, paths] : byStem) {
        if (paths.size() > 1) {
            doubled.push_back({stem, paths});
        }
    }
    return doubled;
}

std::string readProcFile(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace saccade
