#include "engine/formats/changes_json.h"
#include "tests/fuzz/targets.h"

using namespace saccade;

Result<void> runChanges(FuzzInput input)
{
    const Result<DataChanges> changes = decodeChanges(fuzzText(input));
    if (!changes) {
        return changes.error();
    }
    const Result<DataChanges> again = decodeChanges(encodeChanges(*changes));
    fuzzRequire(again && *again == *changes, "changes survive being written");
    return {};
}

std::vector<FuzzSeed> changesSeeds()
{
    const std::string good = encodeChanges({{"cat/\xff.png", "cat", "dog", ImagePlacement::AsDrawn},
                                            {"dog/1.png", "dog", "dog", ImagePlacement::Excluded}});
    const auto changed = [&good](const char* name, const char* part, const char* by, const char* fault) {
        return FuzzSeed{name, fuzzBytes(fuzzReplace(good, part, by)), fault};
    };
    return {
        {"good", fuzzBytes(good), ""},
        {"cut", fuzzBytes(good.substr(0, good.size() / 2)), "not JSON"},
        changed("newer", "\"formatVersion\": 1", "\"formatVersion\": 99", "version 99"),
        changed("place", "\"excluded\"", "\"test\"", "is unknown"),
        changed("nothing", "\"excluded\"", "\"as drawn\"", "nothing of dog/1.png changes"),
        changed("stranger", "\"from\"", "\"form\"", "from"),
    };
}
