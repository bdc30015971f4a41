#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/formats/layer_json.h"
#include "engine/formats/onnx_content.h"
#include "engine/formats/resize_description.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::string_view kPrefix = "saccade.";
constexpr std::string_view kNote = "saccade.note.";
constexpr std::array<std::string_view, 2> kProfiles{"compatible", "modern"};
constexpr std::array<std::string_view, 2> kInputs{"float_planes", "byte_pixels"};
constexpr std::array<std::string_view, 2> kPrecisions{"float32", "int8"};
constexpr std::array<std::string_view, 2> kBatches{"any", "one"};

/// Bytes that are not UTF-8 become replacement characters: readers of protobuf refuse them.
std::string readable(const std::string& text)
{
    return json::parse(dumpJson(text, -1)).get<std::string>();
}

std::string line(const json& value)
{
    return dumpJson(value, -1);
}

json channelsOf(const std::array<double, 3>& values, int channels)
{
    return std::vector<double>(values.begin(), values.begin() + channels);
}

json classNamesOf(const PortableModel& model)
{
    json names = json::array();
    for (const std::string& name : model.classNames) {
        names.push_back(textToJson(name));
    }
    return names;
}

Error invalid(const std::string& rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

/// The values by key without its prefix; the first fault is kept.
class MetadataReader final
{
public:
    explicit MetadataReader(const OnnxMetadata& metadata)
    {
        for (const auto& [key, value] : metadata) {
            if (!m_values.emplace(key, value).second) {
                m_state = invalid("metadata " + key + " is there twice");
            }
        }
    }

    [[nodiscard]] std::optional<std::string> find(std::string_view key) const
    {
        const auto found = m_values.find(std::string(kPrefix).append(key));
        return found == m_values.end() ? std::nullopt : std::optional(found->second);
    }
    std::string text(std::string_view key)
    {
        const std::optional<std::string> value = find(key);
        if (!value) {
            fail(key, "is missing");
        }
        return value.value_or(std::string());
    }
    json value(std::string_view key)
    {
        Result<json> parsed = parseJson(text(key));
        if (!parsed) {
            fail(key, parsed.error().detail);
            return {};
        }
        return std::move(parsed).value();
    }
    double number(std::string_view key)
    {
        const json parsed = value(key);
        if (!parsed.is_number()) {
            fail(key, "is no number");
            return 1;
        }
        return parsed.get<double>();
    }
    template <typename Enum, std::size_t Count>
    Enum named(std::string_view key, const std::array<std::string_view, Count>& names)
    {
        const std::string name = text(key);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            fail(key, "is unknown: " + name);
            return Enum{};
        }
        return static_cast<Enum>(found - names.begin());
    }
    std::map<std::string, std::string> notes() const
    {
        std::map<std::string, std::string> notes;
        for (const auto& [key, value] : m_values) {
            if (key.starts_with(kNote)) {
                notes[key.substr(kNote.size())] = value;
            }
        }
        return notes;
    }

    void fail(std::string_view key, const std::string& why) { keep(invalid(std::string(key) + ": " + why)); }
    void keep(Error error)
    {
        if (m_state) {
            m_state = std::move(error);
        }
    }
    [[nodiscard]] const Result<void>& state() const { return m_state; }

private:
    std::map<std::string, std::string> m_values;
    Result<void> m_state;
};

void checkVersion(MetadataReader& reader)
{
    const json version = reader.value("format");
    if (!version.is_number_unsigned() || version < 1) {
        reader.fail("format", "is no whole number from 1");
    } else if (version > kOnnxFormatVersion) {
        reader.keep({ErrorCode::FormatTooNew, "version " + line(version), {}});
    }
}

void readClassNames(MetadataReader& reader, PortableModel& model)
{
    const json names = reader.value("class_names");
    if (!names.is_array()) {
        reader.fail("class_names", "is no list");
        return;
    }
    for (const json& name : names) {
        Result<std::string> text = textFromJson(name);
        if (!text) {
            reader.fail("class_names", text.error().detail);
            return;
        }
        model.classNames.push_back(std::move(text).value());
    }
}

void readNetwork(MetadataReader& reader, PortableModel& model)
{
    const json value = reader.value("network");
    if (!reader.state()) {
        return;
    }
    Result<LayerGraph> graph = graphFromJson(value, "network");
    if (!graph) {
        reader.keep(graph.error());
        return;
    }
    model.network = std::move(graph).value();
}

} // namespace

OnnxMetadata metadataOf(const OnnxContent& content)
{
    const PortableModel& model = content.model;
    const InputLayer& input = model.network.input();
    const auto name = [](const auto& names, auto value) { return std::string(names[static_cast<std::size_t>(value)]); };
    const ImageSize& size = input.size;
    OnnxMetadata metadata{
        {"saccade.format", std::to_string(kOnnxFormatVersion)},
        {"saccade.title", readable(model.title)},
        {"saccade.class_names", line(classNamesOf(model))},
        {"saccade.input", name(kInputs, content.options.input)},
        {"saccade.input_size", line({{"height", size.height}, {"width", size.width}, {"channels", size.channels}})},
        {"saccade.channel_order", size.channels == 1 ? "grey" : "rgb"},
        {"saccade.mean", line(channelsOf(input.normalisation.mean, size.channels))},
        {"saccade.deviation", line(channelsOf(input.normalisation.deviation, size.channels))},
        {"saccade.resize", resizeModeName(model.resize)},
        {"saccade.resize_rule", resizeDescription({size, model.resize})},
        {"saccade.temperature", line(content.temperature)},
        {"saccade.profile", name(kProfiles, content.options.profile)},
        {"saccade.precision", name(kPrecisions, content.precision)},
        {"saccade.batch", name(kBatches, content.options.hasFixedBatch)},
        {"saccade.network", line(graphToJson(model.network))},
    };
    if (model.rejectThreshold) {
        metadata.emplace_back("saccade.reject_threshold", line(*model.rejectThreshold));
    }
    for (const auto& [key, note] : content.options.notes) {
        metadata.emplace_back(std::string(kNote) + readable(key), readable(note));
    }
    // Last, for they are always there: a file that lacks its end is noticed.
    metadata.emplace_back("Image.BitmapPixelFormat", size.channels == 1 ? "Gray8" : "Rgb8");
    metadata.emplace_back("Image.ColorSpaceGamma", "SRGB");
    metadata.emplace_back("Image.NominalPixelRange", "NominalRange_0_255");
    return metadata;
}

Result<OnnxContent> contentOf(const OnnxMetadata& metadata)
{
    MetadataReader reader(metadata);
    checkVersion(reader);
    OnnxContent content;
    content.model.title = reader.text("title");
    content.model.resize = reader.named<ResizeMode>("resize", kResizeModeNames);
    content.temperature = reader.number("temperature");
    content.options.input = reader.named<OnnxInput>("input", kInputs);
    content.options.profile = reader.named<OnnxProfile>("profile", kProfiles);
    content.precision = reader.named<OnnxPrecision>("precision", kPrecisions);
    content.options.hasFixedBatch = reader.named<bool>("batch", kBatches);
    content.options.notes = reader.notes();
    if (reader.find("reject_threshold")) {
        content.model.rejectThreshold = reader.number("reject_threshold");
    }
    readClassNames(reader, content.model);
    readNetwork(reader, content.model);
    return reader.state() ? Result<OnnxContent>(std::move(content)) : Result<OnnxContent>(reader.state().error());
}

} // namespace saccade
