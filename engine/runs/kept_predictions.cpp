#include "engine/runs/kept_predictions.h"

#include <algorithm>
#include <system_error>

#include "engine/base/atomic_file.h"
#include "engine/runs/kept_predictions_json.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

/// Whether a file is within the limits of reading.
bool isReadable(const std::string& text, const std::vector<KeptPrediction>& predictions, std::size_t count)
{
    constexpr std::size_t kValuesBesides = 64; // of an entry; more than there are
    std::size_t values = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (const KeptAnswer& answer : {predictions[i].answer, predictions[i].second.value_or(KeptAnswer())}) {
            values += answer.probabilities.size() + answer.model->classNames.size(); // names at most once each
        }
        values += kValuesBesides;
    }
    return text.size() <= kPredictionLimits.bytes && values <= kPredictionLimits.values;
}

} // namespace

Result<std::vector<KeptPrediction>> loadPredictions(const fs::path& file)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kPredictionLimits.bytes);
    if (!bytes) {
        return bytes.error();
    }
    Result<std::vector<KeptPrediction>> read =
        decodePredictions({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!read) {
        return Error{read.error().code, read.error().detail, file};
    }
    return read;
}

Result<void> savePredictions(const fs::path& file, const std::vector<KeptPrediction>& predictions, FileLayer& layer)
{
    std::size_t count = std::min(predictions.size(), kMostKeptPredictions);
    std::string text = encodePredictions(predictions, count);
    while (count > 0 && !isReadable(text, predictions, count)) {
        count -= (count + 3) / 4; // the oldest of very many classes: a file that nobody can read would lose all
        text = encodePredictions(predictions, count);
    }
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed); // without it, writing says what is wrong
    return writeFileAtomically(file, text, layer);
}

std::int64_t lastChangeOf(const fs::path& file)
{
    std::error_code failed;
    const fs::file_time_type time = fs::last_write_time(file, failed);
    return failed ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

} // namespace saccade
