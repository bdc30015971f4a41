#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

inline constexpr std::size_t kFileBatch = 64; ///< images that the network sees at once, at most

/// What classifies, and how images become what it sees.
struct FileClassifier
{
    const ImageReader* reader = nullptr;
    Predictor* predictor = nullptr;
    ResizeRule rule;
    std::size_t classes = 0;
};

/// Probabilities by class, or why there are none.
using FileAnswer = std::function<void(const std::filesystem::path& file, const Result<std::vector<float>>& answer)>;

/// Hands each file's answer to tell, in their order, on the calling thread: a thread of its own decodes while the
/// network works on what is decoded. Cancelled when stopped, after the answers that were there by then. Blocks.
[[nodiscard]] Result<void> classifyFiles(const std::vector<std::filesystem::path>& files, const FileClassifier& how,
                                         const std::stop_token& stop, const FileAnswer& tell);

} // namespace saccade
