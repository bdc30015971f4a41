#include "engine/runs/run_export.h"

#include <chrono>
#include <system_error>

#include "engine/base/atomic_file.h"
#include "engine/formats/model_files.h"
#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_export.h"
#include "engine/formats/python_module.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// A file that was read back, run by this program: it tells what was written from what was meant.
class ReloadedNetwork final : public ExportedNetwork
{
public:
    ReloadedNetwork(const ImageReader& reader, const ResizeRule& rule, std::unique_ptr<Predictor> predictor)
        : m_reader(reader), m_rule(rule), m_predictor(std::move(predictor))
    {}

    [[nodiscard]] Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        const Clock::time_point start = Clock::now();
        const Result<ReadImage> image = m_reader.decode(imageFile, {}, m_rule);
        if (!image) {
            return image.error();
        }
        const Clock::time_point decoded = Clock::now();
        Result<std::vector<float>> probabilities = m_predictor->predict({viewOf(image->input)});
        if (!probabilities) {
            return probabilities.error();
        }
        const auto milliseconds = [](Clock::duration time) {
            return std::chrono::duration<double, std::milli>(time).count();
        };
        return Answer{*std::move(probabilities), milliseconds(decoded - start), milliseconds(Clock::now() - decoded)};
    }

private:
    const ImageReader& m_reader;
    ResizeRule m_rule;
    std::unique_ptr<Predictor> m_predictor;
};

Result<std::vector<fs::path>> writeFiles(const PortableModel& model, ExportFormat format, const fs::path& file)
{
    if (format == ExportFormat::Onnx) {
        const Result<void> saved = saveOnnx(file, model);
        return saved ? Result<std::vector<fs::path>>(std::vector<fs::path>{file}) : saved.error();
    }
    fs::path weights = file;
    std::vector<fs::path> files;
    if (format == ExportFormat::Python) {
        const Result<std::string> text = pythonModule(model);
        if (!text) {
            return text.error();
        }
        if (const Result<void> written = writeFileAtomically(file, *text); !written) {
            return written.error();
        }
        files.push_back(file);
        weights.replace_extension(".pt");
    }
    if (const Result<void> saved = saveModel(weights, model); !saved) {
        return saved.error();
    }
    files.push_back(weights);
    files.push_back(descriptionPath(weights));
    return files;
}

/// Its probabilities are the softmax of its network's logits, whatever the temperature.
Result<std::unique_ptr<Predictor>> predictorOf(const PortableModel& model, const ComputeEngine& engine)
{
    if (model.temperature == 1) {
        return engine.createPredictor(model.network, model.tensors);
    }
    const PortableModel folded = foldHead(model);
    return engine.createPredictor(folded.network, folded.tensors);
}

Result<std::unique_ptr<ExportedNetwork>> openWritten(const ExportReport& report, const ExportDoors& doors,
                                                     const ResizeRule& rule)
{
    if (report.format == ExportFormat::Onnx) {
        const Result<std::vector<std::uint8_t>> bytes = readFile(report.files.front(), std::size_t{4} << 30);
        if (!bytes) {
            return bytes.error();
        }
        return doors.opener->open(*bytes, rule);
    }
    const std::size_t weights = report.format == ExportFormat::Python ? 1 : 0;
    const Result<PortableModel> read = loadModel(report.files[weights]);
    if (!read) {
        return read.error();
    }
    Result<std::unique_ptr<Predictor>> predictor = predictorOf(*read, *doors.engine);
    if (!predictor) {
        return predictor.error();
    }
    const ResizeRule ruleRead{read->network.input().size, read->resize};
    return std::unique_ptr<ExportedNetwork>(
        std::make_unique<ReloadedNetwork>(*doors.reader, ruleRead, *std::move(predictor)));
}

/// Nobody shall take for good what differs, or was not tried to the end; whoever looks for the fault shall have it.
void setAside(const ExportReport& report, bool isFault)
{
    for (const fs::path& file : report.files) {
        std::error_code ignored;
        if (isFault) {
            fs::rename(file, file.string() + ".failed", ignored);
        } else {
            fs::remove(file, ignored);
        }
    }
}

/// The check's result goes into the report; an error when it could not be run, or failed.
Result<void> check(ExportReport& report, const PortableModel& model, const ExportDoors& doors,
                   const std::vector<CheckImage>& images, std::stop_token stop,
                   const std::function<void(std::size_t)>& progress)
{
    const ResizeRule rule{model.network.input().size, model.resize};
    Result<std::unique_ptr<Predictor>> program = predictorOf(model, *doors.engine);
    if (!program) {
        return program.error();
    }
    Result<std::unique_ptr<ExportedNetwork>> exported = openWritten(report, doors, rule);
    Result<ExportCheck> found =
        exported ? checkExport(images, *doors.reader, rule, **program, **exported, false, std::move(stop), progress)
                 : Result<ExportCheck>(exported.error());
    if (!found && found.error().code == ErrorCode::ExportUnsupported) {
        report.notChecked = found.error().detail;
        return {};
    }
    if (!found) {
        return found.error();
    }
    if (!found->isPassed) {
        return Error{ErrorCode::ExportDiffers, checkFindings(*found), report.files.front()};
    }
    report.check = *found;
    return {};
}

} // namespace

fs::path exportPath(const fs::path& file, ExportFormat format)
{
    fs::path path = file;
    return path.replace_extension(kExportEndings[static_cast<std::size_t>(format)]);
}

Result<ExportReport> exportModel(const PortableModel& model, ExportFormat format, const fs::path& file,
                                 const ExportDoors& doors, const std::vector<CheckImage>& images, std::stop_token stop,
                                 const std::function<void(std::size_t)>& progress)
{
    Result<std::vector<fs::path>> files = writeFiles(model, format, exportPath(file, format));
    if (!files) {
        return files.error();
    }
    ExportReport report;
    report.format = format;
    report.files = *std::move(files);
    report.runtime = format == ExportFormat::Onnx ? "OpenCV DNN" : "Saccade, from the written file";
    for (const fs::path& written : report.files) {
        std::error_code failed;
        const std::uintmax_t bytes = fs::file_size(written, failed);
        report.bytes += failed ? 0 : bytes;
    }
    if (!images.empty()) {
        if (const Result<void> checked = check(report, model, doors, images, std::move(stop), progress); !checked) {
            setAside(report, checked.error().code == ErrorCode::ExportDiffers);
            return checked.error();
        }
    }
    return report;
}

} // namespace saccade
