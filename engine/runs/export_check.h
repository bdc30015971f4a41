#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/metrics/answer_difference.h"
#include "engine/training/exported_network.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

inline constexpr std::size_t kCheckImages = 1000;
inline constexpr double kProbabilityTolerance = 1e-4; ///< of a file with the network's own precision
inline constexpr double kAccuracyTolerance = 0.01;    ///< of one with less: it may answer single images otherwise

/// An image that an export is tried on, as its file holds it.
struct CheckImage
{
    std::string name;
    std::int32_t label = 0;
    std::vector<std::uint8_t> file;
};

/// The part that exports are tried on: test, else validation, else training. Any thread.
[[nodiscard]] Part checkedPart(const DataSet& dataSet);

/// The first of each class in turn, from checkedPart(): at most `most`, in the data set's
/// order; images without a file as PNG. SplitEmpty; errors of reading. Blocks.
[[nodiscard]] Result<std::vector<CheckImage>> collectCheckImages(const ImageReader& reader, const DataSet& dataSet,
                                                                 std::size_t most, std::stop_token stop);

/// What came of running an exported file.
struct ExportCheck
{
    AnswerDifference difference;
    std::string worstImage;       ///< its name
    double programMs = 0;         ///< of one image's network pass, medians
    double exportedMs = 0;        ///< 0: not measured
    double preprocessMs = 0;      ///< of the sample: decoding and resizing
    double inputDifference = 0;   ///< the largest between the pixels that both networks were given, 0..255
    bool isInputReversed = false; ///< they are the same in the other order of the channels
    bool isPassed = false;
};

/// Both ways start from the same files: the program's own decoding, resizing and network here, the exported file with
/// the samples' there. isPassed: no label changed and no probability further apart than kProbabilityTolerance; with
/// isQuantised accuracy lower by at most kAccuracyTolerance. Blocks; progress(done) comes on the calling thread.
[[nodiscard]] Result<ExportCheck> checkExport(const std::vector<CheckImage>& images, const ImageReader& reader,
                                              const ResizeRule& rule, Predictor& program, ExportedNetwork& exported,
                                              bool isQuantised, std::stop_token stop,
                                              const std::function<void(std::size_t)>& progress = {});

/// What the check says, for Error::detail: "cat/12.jpg: 3.2e-02 apart; labels changed: 4 of 1000". Any thread.
[[nodiscard]] std::string checkFindings(const ExportCheck& check);

} // namespace saccade
