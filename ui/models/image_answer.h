#pragma once

#include <QSize>
#include <QString>
#include <optional>
#include <vector>

#include "ui/models/gallery_model.h"
#include "ui/models/prediction_text.h"

namespace saccade {

/// An image of an evaluation and what was said of it, in words and numbers for people.
struct ImageAnswer
{
    std::size_t place = 0;  ///< in the prediction table
    std::int32_t image = 0; ///< in the data set
    QString name;           ///< path inside the source
    QSize size;             ///< as it was before resizing; empty when that is not known
    qint64 bytes = 0;       ///< of its file, 0 when that is not known
    int truth = 0;
    int predicted = 0;
    double confidence = 0;
    double loss = 0;
    std::optional<double> margin;
    std::vector<float> probabilities;   ///< of every class; empty when they were not kept
    std::vector<RankedClass> likeliest; ///< at most five, the first alone when no others are known

    [[nodiscard]] bool isRight() const { return truth == predicted; }
};

/// Of a row of the gallery.
[[nodiscard]] ImageAnswer imageAnswer(const GalleryModel& gallery, int row);

} // namespace saccade
