#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "engine/formats/onnx_options.h"
#include "engine/formats/portable_model.h"
#include "engine/runs/export_check.h"

namespace saccade {

/// As what a trained network leaves the program.
enum class ExportFormat : std::uint8_t
{
    Onnx,        ///< FILE.onnx: everything in one file
    OnnxInt8,    ///< FILE.int8.onnx, 8-bit numbers, for ONNX Runtime
    Safetensors, ///< FILE.safetensors, and FILE.json that describes network and contract
    Pt,          ///< FILE.pt, a state dict for torch.load(weights_only=True), and FILE.json
    TorchScript, ///< FILE.torchscript, for older C++ programs with LibTorch; FILE.json's text inside as saccade.json
    Python,      ///< FILE.py, a torch.nn module of the same names, FILE.pt with its weights, and FILE.json
    Bundle       ///< FOLDER with an ONNX file, programs around it and samples: see deploy_bundle.h
};
/// The names on the command line and in files, in the order of the enumeration.
inline constexpr std::array<std::string_view, 7> kExportFormatNames{"onnx",        "onnx-int8", "safetensors", "pt",
                                                                    "torchscript", "python",    "bundle"};
/// What each format's file is called at its end, with the point.
inline constexpr std::array<std::string_view, 7> kExportEndings{
    ".onnx", ".int8.onnx", ".safetensors", ".pt", ".torchscript", ".py", ""};

/// The doors that an export and its check go through. opener may be missing for formats without a foreign runtime.
struct ExportDoors
{
    const ComputeEngine* engine = nullptr;
    const ImageReader* reader = nullptr;
    const ExportedNetworkOpener* opener = nullptr;
    const DataSet* calibration = nullptr; ///< the run's images; 8-bit numbers are measured on its training part
    OnnxProfile profile = OnnxProfile::Compatible; ///< of ExportFormat::Onnx
};

struct ExportReport
{
    ExportFormat format{};
    std::vector<std::filesystem::path> files; ///< written, the main one first
    std::uintmax_t bytes = 0;                 ///< of all of them
    std::string runtime;                      ///< what ran the file, e.g. "OpenCV DNN"
    std::optional<ExportCheck> check;         ///< passed; none without images
    std::string notChecked;                   ///< the runtime's words when it cannot run this network
};

/// Whether the check needs ExportDoors::opener. Any thread, as the next one.
[[nodiscard]] bool needsForeignRuntime(ExportFormat format, OnnxProfile profile);

/// FILE with the format's ending, whatever it had.
[[nodiscard]] std::filesystem::path exportPath(const std::filesystem::path& file, ExportFormat format);

/// Writes the model as `file`, each part whole or not at all, and runs what was written on the images, as checkExport()
/// says. ONNX files are run by a foreign runtime, TorchScript by LibTorch; the others are read back and run by this
/// program, since Python is not at hand here and OpenCV knows neither 8-bit numbers nor the modern profile's operators.
/// What a foreign runtime cannot run is tried by this program, and stays "not checked". It takes its place, and what
/// was there before goes, only after the check. A check that fails is ExportDiffers, and what was written lies there
/// with a name that ends in ".failed"; after any other error, Cancelled included, nothing was changed. Blocks;
/// progress(images done) comes on the calling thread.
[[nodiscard]] Result<ExportReport> exportModel(const PortableModel& model, ExportFormat format,
                                               const std::filesystem::path& file, const ExportDoors& doors,
                                               const std::vector<CheckImage>& images, std::stop_token stop,
                                               const std::function<void(std::size_t)>& progress = {});

/// Tries files that exportModel() wrote of this model before, as they lie there now. A check that fails is
/// ExportDiffers, and the main one is renamed as there; after any other error they stay. Blocks; progress as there.
[[nodiscard]] Result<ExportReport> checkExported(const ExportReport& written, const PortableModel& model,
                                                 const ExportDoors& doors, const std::vector<CheckImage>& images,
                                                 std::stop_token stop,
                                                 const std::function<void(std::size_t)>& progress = {});

} // namespace saccade
