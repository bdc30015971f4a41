#include "engine/runs/export_files.h"

#include "engine/base/atomic_file.h"
#include "engine/data/class_turns.h"
#include "engine/formats/model_files.h"
#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_int8.h"
#include "engine/formats/python_module.h"
#include "engine/runs/deploy_bundle.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

using Files = Result<std::vector<fs::path>>;

PortableModel withFoldedTemperature(const PortableModel& model)
{
    return model.temperature == 1 ? model : foldHead(model);
}

Files wrote(const Result<void>& written, std::vector<fs::path> files)
{
    return written ? Files(std::move(files)) : Files(written.error());
}

/// Ranges come from images that the network learned from: the test images stay unseen.
Files writeInt8(const PortableModel& model, const fs::path& file, const ExportDoors& doors, const std::stop_token& stop)
{
    const DataSet* images = doors.calibration;
    if (images == nullptr || images->count() == 0) {
        return Error{ErrorCode::SettingInvalid, "8-bit numbers need the run's images to be measured on", file};
    }
    const Result<Int8Calibration> plan = planInt8(model);
    if (!plan) {
        return plan.error();
    }
    const Result<NamedRanges> ranges =
        doors.engine->measureRanges(plan->network, plan->tensors, plan->nodes, *images,
                                    takeClassesInTurn(*images, Part::Training, kCalibrationImages), stop);
    return ranges ? wrote(saveOnnxInt8(file, model, *ranges), {file}) : Files(ranges.error());
}

Files writeTorchScript(const PortableModel& model, const fs::path& file, const ExportDoors& doors)
{
    const PortableModel folded = withFoldedTemperature(model);
    const Result<std::vector<std::uint8_t>> bytes = doors.engine->encodeTorchScript(
        folded.network, folded.tensors, {{"saccade.json", encodeModelDescription(model)}});
    return bytes ? wrote(writeFileAtomically(file, *bytes), {file}) : Files(bytes.error());
}

Files writeWeights(const PortableModel& model, const fs::path& file)
{
    return wrote(saveModel(file, model), {file, descriptionPath(file)});
}

Files writePython(const PortableModel& model, const fs::path& file)
{
    const Result<std::string> text = pythonModule(model);
    if (!text) {
        return text.error();
    }
    if (const Result<void> written = writeFileAtomically(file, *text); !written) {
        return written.error();
    }
    fs::path weights = file;
    weights.replace_extension(".pt");
    Files files = writeWeights(model, weights);
    if (files) {
        files.value().insert(files.value().begin(), file);
    }
    return files;
}

Files writeFolder(const PortableModel& model, const fs::path& folder, const ExportDoors& doors,
                  const std::vector<CheckImage>& images, const std::stop_token& stop)
{
    const Result<std::unique_ptr<Predictor>> program = predictorOf(model, *doors.engine);
    return program ? wrote(writeBundle(model, folder, *doors.reader, **program, images, stop), {folder})
                   : Files(program.error());
}

} // namespace

Result<std::vector<fs::path>> writeExport(const PortableModel& model, ExportFormat format, const fs::path& file,
                                          const ExportDoors& doors, const std::vector<CheckImage>& images,
                                          const std::stop_token& stop)
{
    switch (format) {
    case ExportFormat::Onnx: return wrote(saveOnnx(file, model, {doors.profile}), {file});
    case ExportFormat::OnnxInt8: return writeInt8(model, file, doors, stop);
    case ExportFormat::TorchScript: return writeTorchScript(model, file, doors);
    case ExportFormat::Python: return writePython(model, file);
    case ExportFormat::Bundle: return writeFolder(model, file, doors, images, stop);
    case ExportFormat::Safetensors:
    case ExportFormat::Pt: break;
    }
    return writeWeights(model, file);
}

Result<std::unique_ptr<Predictor>> predictorOf(const PortableModel& model, const ComputeEngine& engine)
{
    const PortableModel folded = withFoldedTemperature(model);
    return engine.createPredictor(folded.network, folded.tensors);
}

} // namespace saccade
