#include "engine/decode/entry_path.h"
#include "tests/fuzz/targets.h"

using namespace saccade;

namespace {

bool isClean(const std::string& path)
{
    const std::string framed = '/' + path + '/';
    return framed.find("/../") == std::string::npos && framed.find("/./") == std::string::npos &&
           (path.empty() || framed.find("//") == std::string::npos) && path.find('\\') == std::string::npos &&
           path.size() <= 4096;
}

} // namespace

Result<void> runEntryPaths(FuzzInput input)
{
    EntryPaths paths;
    Result<void> first;
    for (std::string_view left = fuzzText(input); !left.empty();) {
        const std::size_t end = std::min(left.find('\n'), left.size());
        const std::string_view path = left.substr(0, end);
        left.remove_prefix(std::min(end + 1, left.size()));
        const bool isFile = !path.ends_with('/');
        const Result<std::string> accepted = paths.accept(path, isFile);
        if (!accepted && first) {
            first = accepted.error();
        }
        if (accepted) {
            fuzzRequire(isClean(*accepted), "an accepted path is clean");
            (void)isHiddenEntry(*accepted);
            EntryPaths fresh;
            const Result<std::string> again = fresh.accept(*accepted, true);
            fuzzRequire(accepted->empty() || (again && *again == *accepted), "a clean path stays as it is");
            fuzzRequire(!isFile || !paths.accept(*accepted, true), "no file is met twice");
        }
    }
    return first;
}

std::vector<FuzzSeed> entryPathsSeeds()
{
    return {
        fuzzSeed("sound", "a/\na/b.png\n./a//c.png\n__MACOSX/x\n.hidden", ""),
        fuzzSeed("leads-out", "a/../../b", "leads out"),
        fuzzSeed("absolute", "/etc/passwd", "an absolute path"),
        fuzzSeed("backslash", "a\\b", "a backslash"),
        fuzzSeed("control", "a\x1b[2J", "a control character"),
        fuzzSeed("drive", "C:a", "a drive letter"),
        fuzzSeed("no-name", "./.", "no name"),
        fuzzSeed("twice", "a/B.png\nA/b.png", "a name met before"),
        fuzzSeed("long-part", std::string(256, 'x'), "over 255 bytes"),
        fuzzSeed("long-path", fuzzReplace(std::string(5000, '/'), "/", "a"), "over 4096 bytes"),
    };
}
