#include "engine/formats/onnx_reader.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "engine/base/atomic_file.h"
#include "engine/formats/onnx_content.h"
#include "engine/formats/protobuf_reader.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestFile = std::size_t{2} << 30;

using Bytes = std::span<const std::uint8_t>;
using Fields = std::vector<ProtobufField>;

Error invalid(const std::string& rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

/// The last field of that number, as protobuf has it; empty without one.
Bytes bytesOf(const Fields& fields, int number)
{
    Bytes bytes;
    for (const ProtobufField& field : fields) {
        bytes = field.number == number && field.isBytes ? field.bytes : bytes;
    }
    return bytes;
}

std::string textOf(const Fields& fields, int number)
{
    const Bytes bytes = bytesOf(fields, number);
    return {bytes.begin(), bytes.end()};
}

Result<OnnxMetadata> readMetadata(const Fields& file)
{
    OnnxMetadata metadata;
    for (const ProtobufField& field : file) {
        if (field.number != 14) {
            continue;
        }
        const Result<Fields> entry = readProtobuf(field.bytes);
        if (!entry) {
            return entry.error();
        }
        metadata.emplace_back(textOf(*entry, 1), textOf(*entry, 2));
    }
    return metadata;
}

/// The numbers of all initializers, by name.
Result<std::map<std::string, Bytes>> readConstants(Bytes graph)
{
    const Result<Fields> fields = readProtobuf(graph);
    if (!fields) {
        return fields.error();
    }
    std::map<std::string, Bytes> constants;
    for (const ProtobufField& field : *fields) {
        if (field.number != 5) {
            continue;
        }
        const Result<Fields> tensor = readProtobuf(field.bytes);
        if (!tensor) {
            return tensor.error();
        }
        constants[textOf(*tensor, 8)] = bytesOf(*tensor, 9);
    }
    return constants;
}

/// Shapes are the graph's own; what the file says of them is compared with everything else in the end.
Result<NamedTensors> readTensors(const LayerGraph& network, const std::map<std::string, Bytes>& constants)
{
    const Result<GraphSummary> summary = summarise(network);
    if (!summary) {
        return summary.error();
    }
    NamedTensors tensors;
    for (const ParameterInfo& parameter : summary->parameters) {
        const auto found = constants.find(parameter.name);
        if (found == constants.end()) {
            return Error{ErrorCode::WeightsMismatch, parameter.name + " is missing", {}};
        }
        const auto count = static_cast<std::size_t>(parameter.elements());
        if (found->second.size() != count * sizeof(float)) {
            return Error{ErrorCode::WeightsMismatch, parameter.name + " has not its size", {}};
        }
        HostTensor tensor{parameter.shape, std::vector<float>(count)};
        std::memcpy(tensor.values.data(), found->second.data(), found->second.size());
        tensors.emplace(parameter.name, std::move(tensor));
    }
    return tensors;
}

Result<OnnxContent> readContent(const Fields& file)
{
    if (textOf(file, 2) != kOnnxProducer) {
        return invalid("not exported by this program, but by \"" + textOf(file, 2).substr(0, 100) + "\"");
    }
    const Result<OnnxMetadata> metadata = readMetadata(file);
    if (!metadata) {
        return metadata.error();
    }
    Result<OnnxContent> content = contentOf(*metadata);
    if (!content) {
        return content;
    }
    if (content->precision != OnnxPrecision::Float32) {
        return invalid("holds int8 weights; only float32 is read");
    }
    content.value().options.producerVersion = textOf(file, 3);
    const Result<std::map<std::string, Bytes>> constants = readConstants(bytesOf(file, 7));
    if (!constants) {
        return constants.error();
    }
    Result<NamedTensors> tensors = readTensors(content->model.network, *constants);
    if (!tensors) {
        return tensors.error();
    }
    content.value().model.tensors = std::move(tensors).value();
    const Result<void> sound = checkPortable(content->model);
    return sound ? std::move(content) : Result<OnnxContent>(sound.error());
}

} // namespace

Result<PortableModel> decodeOnnx(std::span<const std::uint8_t> bytes)
{
    const Result<Fields> file = readProtobuf(bytes);
    if (!file) {
        return file.error();
    }
    Result<OnnxContent> content = readContent(*file);
    if (!content) {
        return content.error();
    }
    const std::vector<std::uint8_t> written = encodeOnnxFile(onnxFileOf(*content));
    if (!std::equal(written.begin(), written.end(), bytes.begin(), bytes.end())) {
        return invalid("was changed after the export");
    }
    return std::move(content.value().model);
}

Result<PortableModel> loadOnnx(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    Result<PortableModel> model = decodeOnnx(*bytes);
    return model ? std::move(model) : Result<PortableModel>(Error{model.error().code, model.error().detail, path});
}

} // namespace saccade
