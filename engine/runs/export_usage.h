#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/runs/run_export.h"

namespace saccade {

enum class UsageLanguage : std::uint8_t
{
    Python,
    Cpp,
    Curl
};
inline constexpr std::size_t kUsageLanguageCount = 3;

/// The files that exportModel() writes as `file`, the main one first. Any thread, as all here.
[[nodiscard]] std::vector<std::filesystem::path> exportedFiles(const std::filesystem::path& file, ExportFormat format);

/// What the code is made from.
struct UsageFacts
{
    PortableModel contract;     ///< needs no tensors
    std::filesystem::path file; ///< as exportModel() takes it
    std::filesystem::path run;  ///< the run folder
};

/// Code that classifies cat.jpg with the exported file, which lies in the folder it is run from: the file's own names
/// of inputs and outputs, the contract's size and resize rule, and "unknown" where it has a threshold. Curl asks the
/// endpoint that serves the run. Empty where hasUsage() is false.
[[nodiscard]] std::string exportUsage(UsageLanguage language, ExportFormat format, const UsageFacts& facts);
[[nodiscard]] bool hasUsage(UsageLanguage language, ExportFormat format);

} // namespace saccade
