#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/training/events.h"

namespace saccade {

/// One condition of a filter: what a chip names and removes.
enum class FilterPart : std::uint8_t
{
    Truth,
    Predicted,
    Mistakes,
    Confidence,
    Places
};

/// Which images of an evaluation are shown: those that meet every condition.
struct GalleryFilter
{
    Q_DECLARE_TR_FUNCTIONS(GalleryFilter)

public:
    std::optional<int> truth;
    std::optional<int> predicted;
    bool onlyMistakes = false;
    double above = 0;                               ///< confidence is more than this, as in a bin; 0 leaves out none
    double upTo = 1;                                ///< confidence is at most this
    std::optional<std::vector<std::size_t>> places; ///< of the prediction table, ascending
    QString placesTitle;                            ///< what is true of the places

    [[nodiscard]] bool accepts(const PredictionTable& table, std::size_t place) const;
    /// In the order in which they are shown.
    [[nodiscard]] std::vector<FilterPart> parts() const;
    [[nodiscard]] QString textOf(FilterPart part, const QStringList& classNames) const;
    void remove(FilterPart part);

    bool operator==(const GalleryFilter&) const = default;
};

} // namespace saccade
