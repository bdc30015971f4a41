#include "engine/runs/deploy_bundle.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <unistd.h>

#include "engine/base/atomic_file.h"
#include "engine/formats/bundle_texts.h"
#include "engine/formats/json_text.h"
#include "engine/formats/model_files.h"
#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_reader.h"
#include "engine/training/reject_rule.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

/// What every bundle has; a folder with all of these may be replaced by a newer one.
constexpr std::array kMarks{"model.onnx", "preprocess.json", "app.py"};

/// Where an older bundle waits for the newer one to be in its place.
fs::path olderPlace(const fs::path& folder)
{
    return folder.parent_path() / ('.' + folder.filename().string() + ".older-" + std::to_string(::getpid()));
}

Result<void> makeFolder(const fs::path& path)
{
    std::error_code failed;
    fs::create_directories(path, failed);
    return failed ? Result<void>(Error{ErrorCode::FileUnwritable, failed.message(), path}) : Result<void>();
}

/// What lies in a bundle and is in no newer one: a person put it there. Samples may end otherwise, and Python leaves
/// compiled files behind. Empty when nothing.
fs::path addedTo(const fs::path& folder, const fs::path& newer)
{
    std::error_code failed;
    fs::recursive_directory_iterator entry(folder, failed);
    for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
        const fs::path place = entry->path().lexically_relative(folder);
        if (place.filename() == "__pycache__") {
            entry.disable_recursion_pending();
        } else if (!fs::exists(newer / place) && !place.native().starts_with("samples/sample-")) {
            return place;
        }
    }
    return {};
}

Result<void> moveToItsPlace(const fs::path& made, const fs::path& folder)
{
    if (const fs::path added = addedTo(folder, made); !added.empty()) {
        return Error{ErrorCode::FileUnwritable, "the folder also holds " + added.string(), folder};
    }
    std::error_code failed;
    const fs::path older = olderPlace(folder);
    fs::rename(folder, older, failed); // what cannot be moved away, the next line tells
    fs::rename(made, folder, failed);
    std::error_code ignored;
    if (failed) {
        fs::rename(older, folder, ignored);
        return Error{ErrorCode::FileUnwritable, failed.message(), folder};
    }
    fs::remove_all(older, ignored);
    return {};
}

/// By the first bytes; what the decoder takes is one of these.
const char* endingOf(const std::vector<std::uint8_t>& file)
{
    const std::string head(file.begin(),
                           file.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(12, file.size())));
    if (head.starts_with("\xff\xd8")) {
        return ".jpg";
    }
    if (head.starts_with("\x89PNG")) {
        return ".png";
    }
    if (head.starts_with("GIF8")) {
        return ".gif";
    }
    if (head.starts_with("BM")) {
        return ".bmp";
    }
    return head.starts_with("RIFF") ? ".webp" : ".pnm";
}

/// The samples are written, each with what the program answers.
class SampleWriter final
{
public:
    SampleWriter(const PortableModel& exported, const ImageReader& reader, Predictor& program)
        : m_exported(exported), m_reader(reader), m_program(program)
    {}

    Result<void> add(const fs::path& folder, const CheckImage& image)
    {
        const ResizeRule rule{m_exported.network.input().size, m_exported.resize};
        const Result<ReadImage> read = m_reader.decode(image.file, image.name, rule);
        if (!read) {
            return read.error();
        }
        const Result<std::vector<float>> row = m_program.predict({viewOf(read->input)});
        if (!row) {
            return row.error();
        }
        const std::string name = "sample-" + std::to_string(m_expected.size() + 1) + endingOf(image.file);
        m_first = m_expected.empty() ? name : m_first;
        m_expected.push_back(expectation(name, image, *row));
        return writeFileAtomically(folder / name, image.file);
    }
    [[nodiscard]] const json& expected() const { return m_expected; }
    [[nodiscard]] const std::string& first() const { return m_first; }

private:
    [[nodiscard]] json expectation(const std::string& name, const CheckImage& image,
                                   const std::vector<float>& row) const
    {
        const auto best = std::max_element(row.begin(), row.end());
        const auto className = [this](std::size_t label) { return textToJson(m_exported.classNames[label]); };
        return {{"file", name},
                {"truth", className(static_cast<std::size_t>(image.label))},
                {"label", className(static_cast<std::size_t>(best - row.begin()))},
                {"probability", *best},
                {"isUnknown", isRejected(double{*best}, m_exported.rejectThreshold)},
                {"probabilities", row}};
    }

    const PortableModel& m_exported;
    const ImageReader& m_reader;
    Predictor& m_program;
    json m_expected = json::array();
    std::string m_first = "IMAGE";
};

Result<void> writeSamples(const fs::path& folder, SampleWriter& writer, const std::vector<CheckImage>& images,
                          const std::stop_token& stop)
{
    for (std::size_t i = 0; i < std::min(images.size(), kBundleSamples); ++i) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        if (const Result<void> added = writer.add(folder, images[i]); !added) {
            return added;
        }
    }
    return writeFileAtomically(folder / "expected.json", dumpJson(writer.expected()));
}

Result<void> writeTexts(const fs::path& folder, const std::map<std::string, std::string>& texts)
{
    for (const auto& [place, text] : texts) {
        if (const Result<void> written = writeFileAtomically(folder / place, text); !written) {
            return written;
        }
    }
    return {};
}

} // namespace

Result<void> writeBundle(const PortableModel& model, const fs::path& folder, const ImageReader& reader,
                         Predictor& program, const std::vector<CheckImage>& images, const std::stop_token& stop)
{
    for (const fs::path& part : {folder / "samples", folder / "cpp"}) {
        if (const Result<void> made = makeFolder(part); !made) {
            return made;
        }
    }
    if (const Result<void> saved = saveOnnx(folder / "model.onnx", model); !saved) {
        return saved;
    }
    if (const Result<void> saved = saveModel(folder / "model.safetensors", model); !saved) {
        return saved;
    }
    const Result<PortableModel> exported = loadOnnx(folder / "model.onnx");
    if (!exported) {
        return exported.error();
    }
    SampleWriter samples(*exported, reader, program);
    if (const Result<void> written = writeSamples(folder / "samples", samples, images, stop); !written) {
        return written;
    }
    return writeTexts(folder, bundleTexts(*exported, model.temperature, samples.first()));
}

Result<void> checkBundlePlace(const fs::path& folder)
{
    std::error_code failed;
    if (!fs::exists(folder, failed) || fs::is_empty(folder, failed)) {
        return {};
    }
    const bool isBundle =
        fs::is_directory(folder, failed) &&
        std::all_of(kMarks.begin(), kMarks.end(), [&](const char* mark) { return fs::exists(folder / mark); });
    return isBundle ? Result<void>()
                    : Result<void>(Error{ErrorCode::FileUnwritable, "the folder holds other things", folder});
}

Result<void> moveBundle(const fs::path& made, const fs::path& folder)
{
    const Result<void> free = checkBundlePlace(folder);
    return free ? moveToItsPlace(made, folder) : free;
}

fs::path bundleModel(const fs::path& folder)
{
    return folder / "model.onnx";
}

} // namespace saccade
