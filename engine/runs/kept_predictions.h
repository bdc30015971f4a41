#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// Whose answer it is.
struct KeptModel
{
    std::string title;
    std::filesystem::path source; ///< run folder or file, or empty
    std::vector<std::string> classNames;

    bool operator==(const KeptModel&) const = default;
};

/// One network's answer for an image.
struct KeptAnswer
{
    std::shared_ptr<const KeptModel> model = std::make_shared<const KeptModel>(); ///< never null; many answers share it
    std::vector<float> probabilities;      ///< 0..1 by class; empty when there was no answer
    std::optional<double> rejectThreshold; ///< above 0, at most 1

    /// Equal models are as good as the same one.
    bool operator==(const KeptAnswer& other) const
    {
        return *model == *other.model && probabilities == other.probabilities &&
               rejectThreshold == other.rejectThreshold;
    }
};

/// A classified image as it is found again after a restart.
struct KeptPrediction
{
    std::int64_t whenMs = 0; ///< since 1970, UTC
    std::string name;        ///< for people
    std::filesystem::path file;
    std::int64_t fileTime = 0; ///< see lastChangeOf()
    ImageSize originalSize;
    ImageSize inputSize;                    ///< of the network
    ResizeMode resize = ResizeMode::Squash; ///< how the one became the other
    double decodeMs = 0;
    double resizeMs = 0;
    double networkMs = 0;
    KeptAnswer answer;
    std::optional<KeptAnswer> second; ///< of a network beside it
    std::optional<Error> error;
    std::vector<std::uint8_t> thumbnail; ///< a PNG or a JPEG; may be empty

    bool operator==(const KeptPrediction&) const = default;
};

inline constexpr std::size_t kMostKeptPredictions = 200;

/// Newest first. FileNotFound, FormatTooNew, or FormatInvalid for whatever breaks a rule: more entries than
/// kMostKeptPredictions, probabilities that are not as many as the classes. Blocks.
[[nodiscard]] Result<std::vector<KeptPrediction>> loadPredictions(const std::filesystem::path& file);
/// As a whole or not at all; makes the folder. Blocks.
[[nodiscard]] Result<void> savePredictions(const std::filesystem::path& file,
                                           const std::vector<KeptPrediction>& predictions,
                                           FileLayer& layer = systemFileLayer());

/// When a file was changed last, in ticks of the file system's clock, to be compared only; 0 when there is none.
/// Blocks.
[[nodiscard]] std::int64_t lastChangeOf(const std::filesystem::path& file);

/// $XDG_DATA_HOME/saccade/predictions.json, or below ~/.local/share. Any thread.
[[nodiscard]] std::filesystem::path defaultPredictionsFile();

} // namespace saccade
