#include "engine/decode/csv_records.h"
#include "engine/decode/entry_path.h"
#include "engine/decode/list_rows.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

std::vector<FuzzSeed> refusedSeeds()
{
    return {
        fuzzSeed("not-utf8", "a.png,cat\nb\xff.png,dog\n", "not UTF-8"),
        fuzzSeed("one-column", "a.png\n", "one column"),
        fuzzSeed("no-label", "path,weight\na.png,1\n", "no column is called label"),
        fuzzSeed("too-many-columns", "a,b,c,d,e\n", "without a header"),
        fuzzSeed("row-length", "path,label\na.png\n", "fields instead of"),
        fuzzSeed("split", "path,label,split\na.png,cat,later\n", "is none of train"),
        fuzzSeed("group", "a.png,cat,train,g\nb.png,cat,test,g\n", "is in two parts"),
        fuzzSeed("quote-inside", "a\"b.png,cat\n", "a quote inside"),
        fuzzSeed("quote-open", "\"a.png,cat\n", "without its end"),
        fuzzSeed("quote-tail", "\"a.png\"x,cat\n", "after a closing quote"),
        fuzzSeed("carriage-return", "a.png,c\rat\n", "carriage return"),
        fuzzSeed("nul", "a.png,c\0t\n"s, "NUL"),
        fuzzSeed("fields", std::string(70, ',') + "\n", "more than 64"),
        fuzzSeed("long", "a.png," + std::string(kMaxCsvRecordBytes, 'x') + "\n", "longer than 64 KiB"),
    };
}

} // namespace

Result<void> runList(FuzzInput input)
{
    const Result<ListRows> read = readListRows(fuzzText(input));
    if (!read) {
        fuzzRequire(read.error().code == ErrorCode::FormatInvalid, "a list is refused as FormatInvalid");
        return read.error();
    }
    for (const ListRow& row : read->rows) {
        EntryPaths paths;
        const Result<std::string> path = paths.accept(row.path, true);
        fuzzRequire(path && *path == row.path, "the path of a row is clean");
        fuzzRequire(!row.label.empty(), "a row has a label");
    }
    return read->problems.empty() ? Result<void>() : read->problems.front();
}

std::vector<FuzzSeed> listSeeds()
{
    std::vector<FuzzSeed> seeds{
        fuzzSeed("plain", "a/1.png,cat\nb/2.png,dog\n", ""),
        fuzzSeed("header", "\xef\xbb\xbfpath;label;split;group\r\na.png;cat;train;1\r\n\"b;\"\"c.png\";dog;test;2\r\n",
                 ""),
        fuzzSeed("tabs", "label\tfile\n\ncat\t./a.png\n", ""),
        fuzzSeed("leads-out", "../a.png,cat\n", "leads out"),
        fuzzSeed("no-path", ",cat\n", "no path"),
        fuzzSeed("empty-label", "a.png, \n", "no label"),
        fuzzSeed("bad-label", "a.png,c\x01t\n", "a label or group"),
        fuzzSeed("twice", "a.png,cat\n./a.png,dog\n", "met before"),
    };
    const std::vector<FuzzSeed> refused = refusedSeeds();
    seeds.insert(seeds.end(), refused.begin(), refused.end());
    return seeds;
}
