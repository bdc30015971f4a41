#include "engine/runs/kept_predictions_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "engine/formats/base64.h"
#include "engine/formats/json_members.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";
constexpr const char* kModelsKey = "models";
constexpr const char* kEntriesKey = "entries";
constexpr int kVersion = 1;
constexpr std::size_t kMostAnswers = 2;
constexpr std::size_t kMostThumbnailBytes = std::size_t{256} << 10;
constexpr int kLongestSide = 16'384;
constexpr double kLongestMs = 1e9;

/// The classes of a model are written once, however many images it answered.
struct StoredModel
{
    std::string title;
    std::string source;
    std::vector<std::string> classNames;
};

struct StoredAnswer
{
    int model = 0;              // place in the list of models
    double rejectThreshold = 0; // 0: none
    std::vector<double> probabilities;
};

struct StoredSize
{
    int height = 0;
    int width = 0;
    int channels = 0;
};

struct StoredError
{
    std::string code; // empty: none
    std::string detail;
    std::string path;
};

struct StoredEntry
{
    std::int64_t whenMs = 0;
    std::string name;
    std::string file;
    std::string fileTime; // whole, but beyond what a number in JSON can hold
    StoredSize originalSize;
    StoredSize inputSize;
    ResizeMode resize = ResizeMode::Squash;
    double decodeMs = 0;
    double resizeMs = 0;
    double networkMs = 0;
    std::vector<StoredAnswer> answers; // the network's, then that of the one beside it
    StoredError error;
    std::string thumbnail; // base64
};

template <typename Io>
void describe(Io& io, StoredModel& model)
{
    io("title", model.title);
    io("source", model.source);
    io("classNames", model.classNames);
}

template <typename Io>
void describe(Io& io, StoredAnswer& answer)
{
    io("model", answer.model);
    io("rejectThreshold", answer.rejectThreshold);
    io("probabilities", answer.probabilities);
}

template <typename Io>
void describe(Io& io, StoredSize& size)
{
    io("height", size.height);
    io("width", size.width);
    io("channels", size.channels);
}

template <typename Io>
void describe(Io& io, StoredError& error)
{
    io("code", error.code);
    io("detail", error.detail);
    io("path", error.path);
}

template <typename Io>
void describe(Io& io, StoredEntry& entry)
{
    io("whenMs", entry.whenMs);
    io("name", entry.name);
    io("file", entry.file);
    io("fileTime", entry.fileTime);
    io("originalSize", entry.originalSize);
    io("inputSize", entry.inputSize);
    io.named("resize", entry.resize, kResizeModeNames);
    io("decodeMs", entry.decodeMs);
    io("resizeMs", entry.resizeMs);
    io("networkMs", entry.networkMs);
    io("answers", entry.answers);
    io("error", entry.error);
    io("thumbnail", entry.thumbnail);
}

struct StoredHistory
{
    int formatVersion = kVersion;
    std::vector<StoredModel> models;
    std::vector<StoredEntry> entries;
};

template <typename Io>
void describe(Io& io, StoredHistory& history)
{
    io(kVersionKey, history.formatVersion);
    io(kModelsKey, history.models);
    io(kEntriesKey, history.entries);
}

Error invalid(const std::string& why)
{
    return {ErrorCode::FormatInvalid, why, {}};
}

/// Writes each model once; most answers share one.
class ModelList final
{
public:
    int placeOf(const std::shared_ptr<const KeptModel>& model)
    {
        const auto isIt = [&](const auto& listed) { return listed == model || *listed == *model; };
        const auto found = std::find_if(m_models.begin(), m_models.end(), isIt);
        if (found != m_models.end()) {
            return static_cast<int>(found - m_models.begin());
        }
        m_models.push_back(model);
        return static_cast<int>(m_models.size()) - 1;
    }
    [[nodiscard]] std::vector<StoredModel> stored() const
    {
        std::vector<StoredModel> all;
        for (const auto& model : m_models) {
            all.push_back({model->title, model->source.string(), model->classNames});
        }
        return all;
    }

private:
    std::vector<std::shared_ptr<const KeptModel>> m_models;
};

using KeptModels = std::vector<std::shared_ptr<const KeptModel>>;

StoredAnswer storedAnswer(const KeptAnswer& answer, ModelList& models)
{
    const auto& all = answer.probabilities;
    const bool isSound = std::all_of(all.begin(), all.end(), [](float p) { return std::isfinite(p); });
    return {models.placeOf(answer.model), answer.rejectThreshold.value_or(0),
            isSound ? std::vector<double>(all.begin(), all.end()) : std::vector<double>()};
}

StoredSize storedSize(const ImageSize& size)
{
    return {size.height, size.width, size.channels};
}

StoredEntry storedEntry(const KeptPrediction& kept, ModelList& models)
{
    StoredEntry entry{kept.whenMs,
                      kept.name,
                      kept.file.string(),
                      std::to_string(kept.fileTime),
                      storedSize(kept.originalSize),
                      storedSize(kept.inputSize),
                      kept.resize,
                      kept.decodeMs,
                      kept.resizeMs,
                      kept.networkMs,
                      {storedAnswer(kept.answer, models)},
                      {},
                      base64(kept.thumbnail)};
    if (kept.second) {
        entry.answers.push_back(storedAnswer(*kept.second, models));
    }
    if (kept.error) {
        entry.error = {errorCodeName(kept.error->code), kept.error->detail, kept.error->path.string()};
    }
    return entry;
}

Result<KeptAnswer> keptAnswer(const StoredAnswer& stored, const KeptModels& models)
{
    if (stored.model < 0 || static_cast<std::size_t>(stored.model) >= models.size()) {
        return invalid("an answer of a model that is not listed");
    }
    const std::shared_ptr<const KeptModel>& model = models[static_cast<std::size_t>(stored.model)];
    const auto isShare = [](double value) { return value >= 0 && value <= 1; };
    if (!stored.probabilities.empty() && stored.probabilities.size() != model->classNames.size()) {
        return invalid("an answer with more or fewer probabilities than classes");
    }
    if (!std::all_of(stored.probabilities.begin(), stored.probabilities.end(), isShare) ||
        !isShare(stored.rejectThreshold)) {
        return invalid("a probability that is no number from 0 to 1");
    }
    KeptAnswer answer{model, {}, std::nullopt};
    for (const double probability : stored.probabilities) {
        answer.probabilities.push_back(static_cast<float>(probability));
    }
    if (stored.rejectThreshold > 0) {
        answer.rejectThreshold = stored.rejectThreshold;
    }
    return answer;
}

Result<ImageSize> keptSize(const StoredSize& size)
{
    const auto isSide = [](int side) { return side >= 0 && side <= kLongestSide; };
    if (!isSide(size.height) || !isSide(size.width) || size.channels < 0 || size.channels > 4) {
        return invalid("a size that no image has");
    }
    return ImageSize{size.height, size.width, size.channels};
}

Result<std::optional<Error>> keptError(const StoredError& stored)
{
    if (stored.code.empty()) {
        return std::optional<Error>();
    }
    for (int code = 0; code < kErrorCodeCount; ++code) {
        if (stored.code == errorCodeName(static_cast<ErrorCode>(code))) {
            return std::optional(Error{static_cast<ErrorCode>(code), stored.detail, stored.path});
        }
    }
    return invalid("an error of an unknown name");
}

Result<std::int64_t> keptTime(const std::string& text)
{
    std::int64_t time = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), time);
    return failed == std::errc() && end == text.data() + text.size() ? Result<std::int64_t>(time)
                                                                     : invalid("fileTime: no whole number");
}

/// What goes into an entry once each of its parts kept the rules.
Result<void> fillAnswers(KeptPrediction& kept, const StoredEntry& stored, const KeptModels& models)
{
    if (stored.answers.empty() || stored.answers.size() > kMostAnswers) {
        return invalid("an image with no answer, or with more than two");
    }
    Result<KeptAnswer> first = keptAnswer(stored.answers.front(), models);
    if (!first) {
        return first.error();
    }
    kept.answer = *std::move(first);
    if (stored.answers.size() == kMostAnswers) {
        Result<KeptAnswer> second = keptAnswer(stored.answers.back(), models);
        if (!second) {
            return second.error();
        }
        kept.second = *std::move(second);
    }
    return {};
}

Result<KeptPrediction> keptPrediction(const StoredEntry& stored, const KeptModels& models)
{
    const Result<ImageSize> original = keptSize(stored.originalSize);
    const Result<ImageSize> input = keptSize(stored.inputSize);
    const Result<std::optional<Error>> error = keptError(stored.error);
    const Result<std::int64_t> fileTime = keptTime(stored.fileTime);
    Result<std::vector<std::uint8_t>> thumbnail = bytesFromBase64(stored.thumbnail);
    if (!original || !input) {
        return original ? input.error() : original.error();
    }
    if (!error || !fileTime) {
        return error ? fileTime.error() : error.error();
    }
    if (!thumbnail || thumbnail->size() > kMostThumbnailBytes) {
        return thumbnail ? invalid("a thumbnail that is too large") : thumbnail.error();
    }
    const auto isTime = [](double ms) { return ms >= 0 && ms <= kLongestMs; };
    if (!isTime(stored.decodeMs) || !isTime(stored.resizeMs) || !isTime(stored.networkMs)) {
        return invalid("a time that nothing takes");
    }
    KeptPrediction kept{stored.whenMs, stored.name,          stored.file,     *fileTime,        *original, *input,
                        stored.resize, stored.decodeMs,      stored.resizeMs, stored.networkMs, {},        std::nullopt,
                        *error,        *std::move(thumbnail)};
    if (const Result<void> filled = fillAnswers(kept, stored, models); !filled) {
        return filled.error();
    }
    return kept;
}

} // namespace

Result<std::vector<KeptPrediction>> decodePredictions(std::string_view text)
{
    const Result<json> value = parseJson(text, kPredictionLimits);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = checkFormatVersion(*value, kVersionKey, kVersion); !version) {
        return version.error();
    }
    StoredHistory history;
    JsonReader reader(*value, {});
    describe(reader, history);
    if (const Result<void> read = reader.finish(); !read) {
        return invalid(read.error().detail);
    }
    if (history.entries.size() > kMostKeptPredictions) {
        return invalid("more images than are ever kept");
    }
    KeptModels models;
    for (StoredModel& model : history.models) {
        models.push_back(std::make_shared<const KeptModel>(
            KeptModel{std::move(model.title), std::move(model.source), std::move(model.classNames)}));
    }
    std::vector<KeptPrediction> predictions;
    for (const StoredEntry& entry : history.entries) {
        Result<KeptPrediction> kept = keptPrediction(entry, models);
        if (!kept) {
            return kept.error();
        }
        predictions.push_back(*std::move(kept));
    }
    return predictions;
}

std::string encodePredictions(const std::vector<KeptPrediction>& predictions, std::size_t count)
{
    StoredHistory history;
    ModelList models;
    for (std::size_t i = 0; i < count; ++i) {
        history.entries.push_back(storedEntry(predictions[i], models));
    }
    history.models = models.stored();
    JsonWriter writer;
    describe(writer, history);
    return dumpJson(writer.take(), -1);
}

} // namespace saccade
