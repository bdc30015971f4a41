#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_reader.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"
#include "tests/fuzz/small_graph.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

std::string smallFile()
{
    PortableModel model;
    model.network = smallGraph();
    model.tensors = *initialiseParameters(model.network, 1, {});
    model.classNames = {"a", "b"};
    const FuzzBytes bytes = *encodeOnnx(model);
    return {bytes.begin(), bytes.end()};
}

} // namespace

Result<void> runOnnx(FuzzInput input)
{
    const Result<PortableModel> model = decodeOnnx(input);
    if (!model) {
        return model.error();
    }
    fuzzRequire(checkTensors(model->network, model->tensors).hasValue(), "weights that are read fit their network");
    const Result<FuzzBytes> written = encodeOnnx(*model);
    fuzzRequire(written.hasValue(), "a network that is read can be exported");
    fuzzRequire(decodeOnnx(*written).hasValue(), "and read again");
    return {};
}

std::vector<FuzzSeed> onnxSeeds()
{
    const std::string good = smallFile();
    const auto changed = [&good](const char* name, std::string_view part, std::string_view by, const char* fault) {
        return fuzzSeed(name, fuzzReplace(good, part, by), fault);
    };
    return {
        fuzzSeed("good", good, ""),
        fuzzSeed("nothing", "", "not exported by this program"),
        fuzzSeed("group", "\x0b\x0c", "unknown kind"),
        fuzzSeed("length", "\x12\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "longer than its message"),
        fuzzSeed("number", "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", "beyond 64 bits"),
        fuzzSeed("field", "\0\x01"s, "without a number"),
        changed("producer", "Saccade", "PyTorch", "by \"PyTorch\""),
        changed("newer",
                "format\x12\x01"
                "1",
                "format\x12\x01"
                "9",
                "format_too_new"),
        changed("missing", "saccade.resize\x12", "saccade.resise\x12", "resize: is missing"),
        changed("twice", "saccade.resize\x12", "saccade.format\x12", "there twice"),
        changed("kind", "\x12\x06squash", "\x12\x06sponge", "is unknown"),
        changed("precision", "float32", "float64", "is unknown"),
        changed("classes", "[\"a\",\"b\"]", "[\"a\",{\"b\"", "class_names"),
        changed("class", "[\"a\",\"b\"]", "[\"a\",123]", "must be a text"),
        changed("class-count", "[\"a\",\"b\"]", "[    \"b\"]", "2 outputs for 1 classes"),
        changed("layer", "\"conv2d\"", "\"conv9d\"", "is unknown"),
        changed("unsound", "\"kernel\":3", "\"kernel\":0", "kernel and stride"),
        changed("size", "\"outFeatures\":2", "\"outFeatures\":4", "has not its size"),
        changed("weight", "\x42\x0bhead.weight", "\x42\x0bhead.weighs", "head.weight is missing"),
        changed("operation", "Softmax", "Hardmax", "was changed"),
        changed("tail", "Image.ColorSpaceGamma", "Image.ColourSpaceGamm", "was changed"),
    };
}
