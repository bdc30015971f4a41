#pragma once

#include <QString>
#include <cstdint>

#include "engine/data/data_set.h"

namespace saccade {

/// Numbers for people, in the user's locale.
[[nodiscard]] QString formatCount(std::int64_t count); ///< "60,000"
/// "+3", "−3", "0": a difference, of which `magnitude` is the text without its sign.
[[nodiscard]] QString withSign(double difference, const QString& magnitude);
[[nodiscard]] QString formatPercent(double share, int decimals); ///< 0.9342, 2 -> "93.42 %"
[[nodiscard]] QString formatNumber(double value, int decimals);  ///< fixed decimals
[[nodiscard]] QString formatBytes(std::int64_t bytes);           ///< "71 MB", "1.2 GB" (powers of 1000)
[[nodiscard]] QString formatDuration(double seconds);            ///< "850 ms", "22 s", "7:12 min", "2:05 h"
[[nodiscard]] QString formatEpochs(double epochs);               ///< "4", "0.25"
[[nodiscard]] QString partTitle(Part part);                      ///< "Training", translated
/// Bytes as found in a path, shown: valid UTF-8 as it is, else Latin-1; control characters replaced.
[[nodiscard]] QString displayName(const std::string& name);

} // namespace saccade
