#include "engine/formats/model_files.h"
#include "engine/formats/pickle_machine.h"
#include "engine/formats/pt_writer.h"
#include "engine/formats/pth_reader.h"
#include "engine/formats/stored_zip.h"
#include "tests/fuzz/small_graph.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

/// A storage of four numbers, with the key "0".
std::string fourFloats()
{
    return "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0"
           "0X\3\0\0\0cpuK\4tQ"s;
}

std::string tensor(const std::string& place)
{
    return std::string("ctorch._utils\n_rebuild_tensor_v2\n(").append(fourFloats()).append(place).append("\x89}tR");
}

std::string stateDict(const std::string& value)
{
    return "\x80\2}X\1\0\0\0w"s.append(value).append("s.");
}

FuzzBytes zipOf(const std::string& pickle, std::size_t storageBytes, const char* byteOrder = "little")
{
    const FuzzBytes object = fuzzBytes(pickle);
    const FuzzBytes order = fuzzBytes(byteOrder);
    const FuzzBytes storage(storageBytes, 0x3f);
    return *encodeStoredZip({{"a/data.pkl", object}, {"a/byteorder", order}, {"a/data/0", storage}});
}

std::string legacy()
{
    return std::string("\x80\2\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\2M\xe9\x03.\x80\2}X\x0d\0\0\0"
                       "little_endian\x88s."s)
        .append(stateDict(tensor("K\0(K\4t(K\1t"s)))
        .append("\x80\2]X\1\0\0\0"
                "0a."s)
        .append("\4\0\0\0\0\0\0\0"s)
        .append(16, '\x3f');
}

} // namespace

Result<void> runPth(FuzzInput input)
{
    const Result<PthFile> file = decodePth(input);
    if (!file) {
        return file.error();
    }
    std::size_t values = 0;
    for (const auto& item : file->tensors) {
        values += item.second.values.size();
    }
    fuzzRequire(values <= input.size(), "arrays hold no more values than the file has bytes");
    const Result<std::vector<std::uint8_t>> written = encodePt(file->tensors);
    fuzzRequire(written.hasValue(), "arrays that were read can be written");
    const Result<PthFile> again = decodePth(*written);
    fuzzRequire(again && *encodePt(again->tensors) == *written, "arrays survive being written");
    return {};
}

std::vector<FuzzSeed> pthSeeds()
{
    const std::string good = stateDict(tensor("K\0(K\4t(K\1t"s));
    return {
        {"good", zipOf(good, 16), ""},
        {"legacy", fuzzBytes(legacy()), ""},
        {"big-endian", zipOf(good, 16, "big"), "little-endian"},
        {"length", zipOf(good, 12), "another length"},
        {"no-array", zipOf("\x80\2}.", 16), "holds no arrays"},
        {"no-zip", fuzzBytes("PK\3\4"), "no end record"},
        {"cut", fuzzBytes("\x80\2"), "cut off"},
        {"magic", fuzzBytes("\x80\2K\1."), "no mark"},
    };
}

Result<void> runPickleBytes(FuzzInput input)
{
    const Result<Pickle> pickle = runPickle(input);
    if (!pickle) {
        return pickle.error();
    }
    fuzzRequire(pickle->length <= input.size(), "a pickle ends within its bytes");
    fuzzRequire(pickle->root < pickle->heap.size(), "the result is on the heap");
    for (const PickleValue& value : pickle->heap) {
        const auto* view = std::get_if<PickleTensor>(&value);
        fuzzRequire(view == nullptr || view->count <= view->storage.count, "a tensor is no larger than its storage");
    }
    return {};
}

std::vector<FuzzSeed> pickleSeeds()
{
    return {
        {"good", fuzzBytes(stateDict(tensor("K\0(K\4t(K\1t"s))), ""},
        {"view", fuzzBytes(stateDict(tensor("K\1(K\2K\1t(K\2K\1t"s))), ""},
        {"dict", fuzzBytes("\x80\2ccollections\nOrderedDict\n)Rq\1(K\1K\2u}b."), ""},
        {"outside", fuzzBytes(stateDict(tensor("K\1(K\4t(K\1t"s))), "leaves its storage"},
        {"expanded", fuzzBytes(stateDict(tensor("K\0(K\5t(K\0t"s))), "more elements than its storage"},
        {"system", fuzzBytes("\x80\2cos\nsystem\nX\1\0\0\0x\x85R."s), "os.system is not allowed"},
        {"opcode", fuzzBytes("\x80\4\x8c\1x."), "SHORT_BINUNICODE is not allowed"},
        {"memo",
         fuzzBytes("\x80\2]r\xff\xff\xff\xffj\xff\xff\xff\xff"
                   "a."),
         ""},
        {"never", fuzzBytes("\x80\2h\1."), "never memorised"},
        {"mark", fuzzBytes("\x80\2t."), "no mark"},
    };
}

Result<void> runModel(FuzzInput input)
{
    const Result<PortableModel> model = decodeModelDescription(fuzzText(input));
    if (!model) {
        return model.error();
    }
    const std::string written = encodeModelDescription(*model);
    const Result<PortableModel> again = decodeModelDescription(written);
    fuzzRequire(again && encodeModelDescription(*again) == written, "a description survives being written");
    return {};
}

std::vector<FuzzSeed> modelSeeds()
{
    PortableModel model;
    model.title = "t";
    model.network = smallGraph();
    model.classNames = {"a", "b"};
    const std::string good = encodeModelDescription(model);
    return {
        fuzzSeed("good", good, ""),
        fuzzSeed("threshold", fuzzReplace(good, "\"rejectThreshold\": null", "\"rejectThreshold\": 0.5"), ""),
        fuzzSeed("threshold-kind", fuzzReplace(good, "\"rejectThreshold\": null", "\"rejectThreshold\": []"),
                 "from 0 to 1"),
        fuzzSeed("newer", fuzzReplace(good, "\"formatVersion\": 1", "\"formatVersion\": 9"), "version 9"),
        fuzzSeed("title", fuzzReplace(good, "\"title\"", "\"titel\""), "title is missing"),
        fuzzSeed("classes", fuzzReplace(good, "\"a\",", ""), "contract.classes"),
        fuzzSeed("nothing", "{}", "formatVersion"),
    };
}
