#include "engine/formats/model_files.h"

#include <algorithm>
#include <cmath>

#include "engine/base/atomic_file.h"
#include "engine/formats/json_text.h"
#include "engine/formats/pt_writer.h"
#include "engine/formats/pth_reader.h"
#include "engine/formats/safetensors.h"
#include "engine/network/initialise.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::size_t kLargestDescription = std::size_t{16} << 20;
constexpr const char* kClassesKey = "classes";
constexpr std::string_view kCounter = ".num_batches_tracked";

enum class WeightsKind
{
    Safetensors,
    Pt
};

Result<WeightsKind> kindOf(const std::filesystem::path& weights)
{
    const std::string ending = weights.extension().string();
    if (ending == ".safetensors") {
        return WeightsKind::Safetensors;
    }
    return ending == ".pt"
               ? Result<WeightsKind>(WeightsKind::Pt)
               : Result<WeightsKind>(Error{ErrorCode::SettingInvalid, "neither .safetensors nor .pt", weights});
}

std::string classesText(const std::vector<std::string>& classNames)
{
    json list = json::array();
    for (const std::string& name : classNames) {
        list.push_back(textToJson(name));
    }
    return dumpJson(list, -1);
}

Error mismatch(std::string detail)
{
    return {ErrorCode::WeightsMismatch, std::move(detail), {}};
}

Result<NamedTensors> loadSafetensorsOf(const std::filesystem::path& path, const PortableModel& model)
{
    Result<TensorFile> file = loadSafetensors(path);
    if (!file) {
        return file.error();
    }
    const auto classes = file->metadata.find(kClassesKey);
    if (classes != file->metadata.end() && classes->second != classesText(model.classNames)) {
        return mismatch("the weights are of other classes than the description");
    }
    return file->integers.empty() ? Result<NamedTensors>(std::move(file->tensors))
                                  : mismatch(file->integers.begin()->first + " does not belong to the network");
}

Result<NamedTensors> loadPtOf(const std::filesystem::path& path)
{
    Result<PthFile> file = loadPth(path);
    if (!file) {
        return file.error();
    }
    for (const std::string& name : file->leftOut) { // what PyTorch itself adds to a batch norm
        const bool isCounter = name.size() > kCounter.size() &&
                               name.compare(name.size() - kCounter.size(), kCounter.size(), kCounter) == 0;
        if (!isCounter) {
            return mismatch(name + " does not belong to the network");
        }
    }
    return std::move(file->tensors);
}

Result<PortableModel> loadDescription(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestDescription);
    return bytes ? decodeModelDescription({reinterpret_cast<const char*>(bytes->data()), bytes->size()})
                 : Result<PortableModel>(bytes.error());
}

/// A network with such weights answers nothing that is a number.
Result<void> checkNumbers(const NamedTensors& tensors)
{
    for (const auto& [name, tensor] : tensors) {
        if (!std::all_of(tensor.values.begin(), tensor.values.end(),
                         [](float value) { return std::isfinite(value); })) {
            return mismatch(name + " holds values that are no finite numbers");
        }
    }
    return {};
}

/// The path is added to errors that have none.
Error at(Error error, const std::filesystem::path& path)
{
    error.path = error.path.empty() ? path : error.path;
    return error;
}

} // namespace

std::filesystem::path descriptionPath(const std::filesystem::path& weights)
{
    return std::filesystem::path(weights).replace_extension(".json");
}

Result<void> saveModel(const std::filesystem::path& weights, const PortableModel& model)
{
    const Result<WeightsKind> kind = kindOf(weights);
    if (!kind) {
        return kind.error();
    }
    if (const Result<void> fits = checkTensors(model.network, model.tensors); !fits) {
        return fits;
    }
    const std::string description = encodeModelDescription(model);
    if (const Result<PortableModel> sound = decodeModelDescription(description); !sound) {
        return sound.error();
    }
    const Result<void> saved =
        *kind == WeightsKind::Pt
            ? savePt(weights, model.tensors)
            : saveSafetensors(weights,
                              {model.tensors, {}, {{"format", "pt"}, {kClassesKey, classesText(model.classNames)}}});
    return saved ? writeFileAtomically(descriptionPath(weights), std::string_view(description)) : saved;
}

Result<PortableModel> loadModel(const std::filesystem::path& weights)
{
    const Result<WeightsKind> kind = kindOf(weights);
    if (!kind) {
        return kind.error();
    }
    Result<PortableModel> model = loadDescription(descriptionPath(weights));
    if (!model) {
        return at(model.error(), descriptionPath(weights));
    }
    Result<NamedTensors> tensors = *kind == WeightsKind::Pt ? loadPtOf(weights) : loadSafetensorsOf(weights, *model);
    if (!tensors) {
        return at(tensors.error(), weights);
    }
    if (const Result<void> fits = checkTensors(model->network, *tensors); !fits) {
        return at(fits.error(), weights);
    }
    if (const Result<void> sound = checkNumbers(*tensors); !sound) {
        return at(sound.error(), weights);
    }
    model->tensors = std::move(*tensors);
    return model;
}

} // namespace saccade
