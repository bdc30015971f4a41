#include <algorithm>

#include "engine/data/cifar_format.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

constexpr std::uint8_t kHundred = 1;
constexpr std::uint8_t kOneMore = 2;

std::string records(CifarKind kind, const std::vector<int>& labels)
{
    std::string bytes;
    for (const int label : labels) {
        std::string record(cifarRecordBytes(kind), 'p');
        record[kind == CifarKind::Hundred ? 1 : 0] = static_cast<char>(label);
        record[0] = kind == CifarKind::Hundred ? '\0' : record[0];
        bytes += record;
    }
    return bytes;
}

FuzzSeed seed(const char* name, int choices, const std::string& rest, const char* fault)
{
    return {name, fuzzBytes(static_cast<char>(choices) + rest), fault};
}

} // namespace

Result<void> runCifar(FuzzInput input)
{
    if (input.empty()) {
        return {};
    }
    const bool isHundred = (input[0] & kHundred) != 0;
    const CifarKind kind = isHundred ? CifarKind::Hundred : CifarKind::Ten;
    const auto end = std::find(input.begin() + 1, input.end(), std::uint8_t{0});
    const auto namesLength = static_cast<std::size_t>(end - input.begin()) - 1;
    const FuzzInput recordBytes = input.subspan(std::min(namesLength + 2, input.size()));
    CifarReader reader(kind);
    if (namesLength > 0) {
        MemoryStream names(input.subspan(1, namesLength));
        if (const Result<void> read = reader.readNames(names); !read) {
            return read;
        }
    }
    MemoryStream stream(recordBytes);
    const std::size_t more = (input[0] & kOneMore) != 0 ? cifarRecordBytes(kind) : 0;
    const CifarFile file = *cifarFileNamed(isHundred ? "train.bin" : "test_batch.bin");
    std::size_t count = 0;
    const Result<void> read =
        reader.readRecords(stream, file, recordBytes.size() + more, [&count](const RawImage&) { return ++count > 0; });
    const Result<RawLayout> layout = reader.layout();
    if (!read || !layout) {
        return read ? layout.error() : read.error();
    }
    fuzzRequire(layout->labels.size() == count && layout->parts.size() == count, "every image has label and part");
    const auto classes = static_cast<std::int32_t>(layout->classNames.size());
    fuzzRequire(std::all_of(layout->labels.begin(), layout->labels.end(),
                            [classes](std::int32_t label) { return label >= 0 && label < classes; }),
                "every label is a class");
    return {};
}

std::vector<FuzzSeed> cifarSeeds()
{
    const std::string none(1, '\0');
    const std::string ten = records(CifarKind::Ten, {3, 9});
    std::string coarse = records(CifarKind::Hundred, {99});
    coarse[0] = 20;
    std::string many;
    for (int i = 0; i < 257; ++i) {
        many += std::to_string(i) + '\n';
    }
    return {
        seed("ten", 0, none + ten, ""),
        seed("hundred", kHundred, none + records(CifarKind::Hundred, {42, 99}), ""),
        seed("names", 0, "cat\r\ndog\n"s + none + records(CifarKind::Ten, {1}), ""),
        seed("no-record", 0, none, "no whole number of records"),
        seed("half-record", 0, none + ten.substr(0, 4000), "no whole number of records"),
        seed("cut", kOneMore, none + records(CifarKind::Ten, {1}), "cut off in record 2"),
        seed("label", 0, none + records(CifarKind::Ten, {10}), "label 10"),
        seed("coarse-label", kHundred, none + coarse, "label 20"),
        seed("names-one", 0, "cat\n"s + none + ten, "1 of them"),
        seed("names-twice", 0, "cat\ncat\n"s + none + ten, "is there twice"),
        seed("names-text", 0, "cat\n\xff\n"s + none + ten, "not plain UTF-8"),
        seed("names-many", 0, many + none, "257 of them"),
    };
}
