#pragma once

#include <QImage>
#include <QList>
#include <QStringList>
#include <optional>

#include "engine/metrics/confusion_matrix.h"
#include "ui/plots/matrix_layout.h"

class QPainter;

namespace saccade {

/// What a drawing of the matrix shows.
struct MatrixPicture
{
    const ConfusionMatrix* matrix = nullptr;
    const QStringList* classNames = nullptr;
    const QList<QImage>* thumbnails = nullptr;
    QList<int> order;
    std::optional<MatrixCell> selection; ///< by class
    std::optional<MatrixCell> focus;     ///< by place; only while the keyboard is here
    bool diagonalHidden = false;
    bool normalised = false;
};

/// The two colour scales. Right: share of the row from `rightLow` (the lowest recall, rounded down to 5 %) to 1. Wrong:
/// count (or share) from 0 to the largest off the diagonal, exponent 0.62.
struct MatrixScales
{
    double rightLow = 0;
    double wrongHigh = 0; ///< a count, or a share when normalised
};
[[nodiscard]] MatrixScales matrixScales(const ConfusionMatrix& matrix, bool normalised);
/// Place of a value on the wrong scale, 0..1.
[[nodiscard]] double wrongShare(double value, const MatrixScales& scales);

/// Draws names, cells and legend into size in the theme's colours.
void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout, const QSize& size);

} // namespace saccade
