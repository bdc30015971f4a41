#include <cmath>

#include "engine/formats/layer_json.h"
#include "engine/formats/model_files.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

using nlohmann::json;

/// What the network must be given, and what its answer means: a part of it stands in the graph, too, for those who read
/// this alone.
struct Contract
{
    ImageSize inputSize;
    std::vector<double> mean;
    std::vector<double> deviation;
    ResizeMode resize = ResizeMode::Squash;
    std::vector<std::string> classes;
    double temperature = 1;

    bool operator==(const Contract&) const = default;
};

template <typename Io>
void describe(Io& io, Contract& contract)
{
    io("inputSize", contract.inputSize);
    io("mean", contract.mean);
    io("deviation", contract.deviation);
    io.named("resize", contract.resize, kResizeModeNames);
    io("classes", contract.classes);
    io("temperature", contract.temperature);
}

Contract contractOf(const PortableModel& model)
{
    const auto& [size, normalisation] = model.network.input();
    const auto values = [channels = size.channels](const std::array<double, 3>& all) {
        return std::vector<double>(all.begin(), all.begin() + channels);
    };
    return {size,         values(normalisation.mean), values(normalisation.deviation),
            model.resize, model.classNames,           model.temperature};
}

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, std::move(rule), {}};
}

/// A number from 0 to 1, or null.
Result<std::optional<double>> readThreshold(const json& contract)
{
    const auto found = contract.find("rejectThreshold");
    if (found == contract.end()) {
        return invalid("contract.rejectThreshold is missing");
    }
    if (found->is_null()) {
        return std::optional<double>();
    }
    const double value = found->is_number() ? found->get<double>() : -1;
    return value >= 0 && value <= 1 ? Result<std::optional<double>>(value)
                                    : invalid("contract.rejectThreshold is no number from 0 to 1");
}

/// The threshold may be null, which no member of a struct can: it is taken out before the rest is read.
Result<void> readContract(json value, PortableModel& model)
{
    if (!value.is_object()) {
        return invalid("contract is no object");
    }
    const Result<std::optional<double>> threshold = readThreshold(value);
    if (!threshold) {
        return threshold.error();
    }
    value.erase("rejectThreshold");
    Contract contract;
    JsonReader reader(value, "contract");
    describe(reader, contract);
    if (const Result<void> read = reader.finish(); !read) {
        return read;
    }
    model.resize = contract.resize;
    model.classNames = contract.classes;
    model.temperature = contract.temperature;
    model.rejectThreshold = *threshold;
    if (!(contract.temperature > 0)) {
        return invalid("contract.temperature is not above 0");
    }
    if (!(contract == contractOf(model))) {
        return invalid("contract disagrees with graph on size or normalisation");
    }
    return {};
}

Result<void> checkVersion(const json& value)
{
    const auto version = value.find("formatVersion");
    if (version == value.end() || !version->is_number_integer() || *version < 1) {
        return invalid("formatVersion is no whole number from 1");
    }
    return *version > kModelFormatVersion
               ? Result<void>(Error{ErrorCode::FormatTooNew, "version " + dumpJson(*version, -1), {}})
               : Result<void>();
}

Result<void> checkMembers(const json& value)
{
    for (const char* name : {"title", "graph", "contract"}) {
        if (!value.contains(name)) {
            return invalid(std::string(name) + " is missing");
        }
    }
    return value.size() == 4 ? Result<void>() : Result<void>(invalid("has members besides its four"));
}

} // namespace

std::string encodeModelDescription(const PortableModel& model)
{
    Contract contract = contractOf(model);
    JsonWriter writer;
    describe(writer, contract);
    json described = writer.take();
    described["rejectThreshold"] = model.rejectThreshold ? json(*model.rejectThreshold) : json();
    return dumpJson({{"formatVersion", kModelFormatVersion},
                     {"title", textToJson(model.title)},
                     {"graph", graphToJson(model.network)},
                     {"contract", described}});
}

Result<PortableModel> decodeModelDescription(std::string_view text)
{
    const Result<json> value = parseJson(text);
    if (!value) {
        return value.error();
    }
    if (!value->is_object()) {
        return invalid("no object");
    }
    for (const auto check : {checkVersion, checkMembers}) {
        if (const Result<void> sound = check(*value); !sound) {
            return sound.error();
        }
    }
    const Result<std::string> title = textFromJson((*value)["title"]);
    if (!title) {
        return title.error();
    }
    Result<LayerGraph> graph = graphFromJson((*value)["graph"], "graph");
    if (!graph) {
        return graph.error();
    }
    PortableModel model;
    model.title = *title;
    model.network = std::move(graph).value();
    if (const Result<void> read = readContract((*value)["contract"], model); !read) {
        return read.error();
    }
    const Result<GraphSummary> summary = summarise(model.network);
    const auto logits = static_cast<std::size_t>(summary ? summary->nodes.back().output.channels : 0);
    return logits == model.classNames.size() ? Result<PortableModel>(std::move(model))
                                             : invalid("contract.classes are not as many as the graph's logits");
}

} // namespace saccade
