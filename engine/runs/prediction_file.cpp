#include "engine/runs/prediction_file.h"

#include <algorithm>
#include <charconv>

#include "engine/formats/json_text.h"

namespace saccade {

namespace {

constexpr const char* kClassCount = "class_count";

Error invalid(const std::string& rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

std::string classText(const std::vector<std::string>& classNames)
{
    nlohmann::json list = nlohmann::json::array();
    for (const std::string& name : classNames) {
        list.push_back(textToJson(name));
    }
    return dumpJson(list, -1);
}

bool areClasses(const std::vector<std::int32_t>& values, int classCount)
{
    return std::all_of(values.begin(), values.end(),
                       [classCount](std::int32_t value) { return value >= 0 && value < classCount; });
}

Result<void> checkTable(const PredictionTable& table)
{
    const std::size_t count = table.count();
    if (table.labels.size() != count || table.predicted.size() != count || table.confidences.size() != count ||
        table.losses.size() != count) {
        return invalid("arrays differ in length");
    }
    if (!table.probabilities.empty() &&
        table.probabilities.size() != count * static_cast<std::size_t>(table.classCount)) {
        return invalid("probabilities do not fit the images");
    }
    if (!areClasses(table.labels, table.classCount) || !areClasses(table.predicted, table.classCount)) {
        return invalid("a class that is not there");
    }
    return std::all_of(table.indices.begin(), table.indices.end(), [](std::int32_t index) { return index >= 0; })
               ? Result<void>()
               : Result<void>(invalid("an image that is not there"));
}

} // namespace

std::filesystem::path testPredictionsFile(const std::filesystem::path& run)
{
    return run / "predictions" / "test.safetensors";
}

std::filesystem::path validationPredictionsFile(const std::filesystem::path& run, std::int64_t step)
{
    return run / "predictions" / ("validation-" + std::to_string(step) + ".safetensors");
}

std::filesystem::path bestWeightsFile(const std::filesystem::path& run)
{
    return run / "weights" / "best.safetensors";
}

std::filesystem::path lastWeightsFile(const std::filesystem::path& run)
{
    return run / "weights" / "last.safetensors";
}

TensorFile weightsToFile(const NamedTensors& tensors, const std::vector<std::string>& classNames, std::int64_t step)
{
    TensorFile file;
    file.tensors = tensors;
    file.metadata = {{"format", "pt"}, {"classes", classText(classNames)}, {"step", std::to_string(step)}};
    return file;
}

TensorFile predictionsToFile(const PredictionTable& table, const std::vector<std::string>& classNames)
{
    TensorFile file;
    const auto count = static_cast<std::int64_t>(table.count());
    file.integers = {{"indices", table.indices}, {"labels", table.labels}, {"predicted", table.predicted}};
    file.tensors["confidences"] = {{count}, table.confidences};
    file.tensors["losses"] = {{count}, table.losses};
    if (!table.probabilities.empty()) {
        file.tensors["probabilities"] = {{count, table.classCount}, table.probabilities};
    }
    file.metadata = {{"classes", classText(classNames)}, {kClassCount, std::to_string(table.classCount)}};
    return file;
}

Result<PredictionTable> predictionsFromFile(TensorFile file)
{
    PredictionTable table;
    const std::string& count = file.metadata[kClassCount];
    const auto parsed = std::from_chars(count.data(), count.data() + count.size(), table.classCount);
    if (parsed.ec != std::errc() || parsed.ptr != count.data() + count.size()) {
        return invalid("class_count is missing");
    }
    for (const char* name : {"indices", "labels", "predicted"}) {
        if (!file.integers.contains(name)) {
            return invalid(std::string(name) + " is missing");
        }
    }
    for (const char* name : {"confidences", "losses"}) {
        if (!file.tensors.contains(name)) {
            return invalid(std::string(name) + " is missing");
        }
    }
    table.indices = std::move(file.integers["indices"]);
    table.labels = std::move(file.integers["labels"]);
    table.predicted = std::move(file.integers["predicted"]);
    table.confidences = std::move(file.tensors["confidences"].values);
    table.losses = std::move(file.tensors["losses"].values);
    table.probabilities = std::move(file.tensors["probabilities"].values);
    if (const Result<void> checked = checkTable(table); !checked) {
        return checked.error();
    }
    return table;
}

} // namespace saccade
