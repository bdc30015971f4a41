#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/session/predict_session.h"

class QMimeData;

namespace saccade {

/// Images out of a drop or the clipboard; the inputs of a picture without a file have no name yet.
struct DroppedImages
{
    std::vector<PredictInput> inputs;
    QStringList notes; ///< sentences about what was not taken
};

/// Whether readDroppedImages() may find something to take or to say; looks at the kinds only. Must not block.
[[nodiscard]] bool mayHoldImages(const QMimeData& mime);

/// A run folder, an archive, CIFAR or IDX files, a list, or a folder that holds folders and no image file: a data set
/// or a run for other pages.
[[nodiscard]] bool isForOthers(const QMimeData& mime);

/// Local files first, a folder giving the image files that lie directly in it, by name; else the picture itself,
/// encoded where it is offered so. Addresses in the web are never fetched. Reads folders, opens no file. UI thread.
[[nodiscard]] DroppedImages readDroppedImages(const QMimeData& mime);

/// As files chosen in a dialog.
[[nodiscard]] DroppedImages readChosenFiles(const QStringList& paths);

/// Patterns of the image files we read, for file dialogs: "*.jpg *.png ...".
[[nodiscard]] QString imageFilePatterns();

/// Pixels over white. Empty for a null image.
[[nodiscard]] Image imageOf(const class QImage& picture);

} // namespace saccade
