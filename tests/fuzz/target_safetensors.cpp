#include <initializer_list>

#include "engine/formats/safetensors.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

/// The header with its length before it, and so many bytes of data.
FuzzSeed seed(const char* name, const std::string& header, std::size_t dataBytes, const char* fault)
{
    std::string length(8, '\0');
    length[0] = static_cast<char>(header.size() & 0xff);
    length[1] = static_cast<char>(header.size() >> 8);
    return {name, fuzzBytes(length + header + std::string(dataBytes, '\x3f')), fault};
}

std::string array(const char* name, const char* dtype, const char* shape, const char* offsets)
{
    std::string text;
    for (const char* part :
         {"\"", name, R"(":{"dtype":")", dtype, R"(","shape":)", shape, R"(,"data_offsets":)", offsets, "}"}) {
        text.append(part);
    }
    return text;
}

std::string object(std::initializer_list<std::string> members)
{
    std::string text = "{";
    for (const std::string& member : members) {
        text.append(text.size() > 1 ? "," : "").append(member);
    }
    return text.append("}");
}

} // namespace

Result<void> runSafetensors(FuzzInput input)
{
    const Result<TensorFile> file = decodeSafetensors(input);
    if (!file) {
        return file.error();
    }
    // Compared as bytes: a NaN is not equal to itself.
    const std::vector<std::uint8_t> written = encodeSafetensors(*file);
    const Result<TensorFile> again = decodeSafetensors(written);
    fuzzRequire(again && encodeSafetensors(*again) == written, "arrays survive being written");
    return {};
}

std::vector<FuzzSeed> safetensorsSeeds()
{
    const std::string a = array("a", "F32", "[2,1]", "[0,8]");
    const std::string b = array("b", "I32", "[3]", "[8,20]");
    return {
        seed("good", object({R"("__metadata__":{"k":"v"})", b, a}).append("  "), 20, ""),
        seed("scalar", object({array("a", "F32", "[]", "[0,4]")}), 4, ""),
        seed("nothing", "{}", 0, ""),
        seed("header-kind", "[]", 0, "does not begin with {"),
        seed("no-json", "{\"a\"", 0, "not JSON"),
        seed("deep", R"({"a":{"b":[[1]]}})", 0, "nested too deeply"),
        seed("twice", object({a, a}), 8, "duplicate key"),
        seed("metadata-kind", R"({"__metadata__":[]})", 0, "must be an object"),
        seed("metadata-text", R"({"__metadata__":{"k":1}})", 0, "must be a text"),
        seed("members", R"({"a":{"dtype":"F32"}})", 0, "must hold dtype"),
        seed("dtype", object({array("a", "F31", "[2]", "[0,8]")}), 8, "unknown dtype"),
        seed("dtype-other", object({array("a", "I64", "[1]", "[0,8]")}), 8, "is not read"),
        seed("rank", object({array("a", "F32", "[1,1,1,1,1,1,1,1,1]", "[0,4]")}), 4, "rank above"),
        seed("integer-rank", object({array("a", "I32", "[1,1]", "[0,4]")}), 4, "rank other than 1"),
        seed("negative", object({array("a", "F32", "[-1]", "[0,4]")}), 4, "holds no count"),
        seed("huge", object({array("a", "F32", "[9999999999,9999999999]", "[0,4]")}), 4, "too large"),
        seed("offsets-kind", object({array("a", "F32", "[1]", "[0]")}), 4, "data_offsets is missing"),
        seed("offsets-outside", object({a}), 7, "outside the data"),
        seed("offsets-shape", object({array("a", "F32", "[3]", "[0,8]")}), 8, "do not fit the shape"),
        seed("hole", object({array("a", "F32", "[1]", "[4,8]")}), 8, "hole before"),
        seed("overlap", object({a, array("b", "F32", "[1]", "[4,8]")}), 8, "overlaps another"),
        seed("tail", object({a}), 9, "data behind"),
        {"short", fuzzBytes("\x08\0\0"s), "shorter than its header length"},
        {"short-header", fuzzBytes("\x09\0\0\0\0\0\0\0{}"s), "shorter than its header"},
        {"long-header", fuzzBytes("\0\0\0\x7f\0\0\0\0{}"s), "header above 16 MiB"},
    };
}
