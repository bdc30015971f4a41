#pragma once

#include <QImage>
#include <QList>
#include <QStringList>
#include <optional>

#include "engine/metrics/matrix_window.h"
#include "ui/models/matrix_words.h"
#include "ui/plots/matrix_layout.h"

class QPainter;

namespace saccade {

/// What a drawing of the matrix shows. Rows, columns and cells by place.
struct MatrixPicture
{
    const MatrixWindow* window = nullptr;
    QStringList rowNames;
    QStringList columnNames;
    QList<QImage> rowImages; ///< or none
    QList<QImage> columnImages;
    std::optional<MatrixCell> selection;
    std::optional<MatrixCell> focus; ///< only while the keyboard is here
    bool diagonalHidden = false;
    MatrixValues values = MatrixValues::Count;
};

/// The two colour scales. Right: share of the row (or column, when its shares are shown) from `rightLow` (the lowest on
/// the diagonal, rounded down to 5 %) to 1. Wrong: what is shown, from 0 to the largest, to the power of
/// kWrongMapExponent.
struct MatrixScales
{
    double rightLow = 0;
    double wrongHigh = 0; ///< a count, or a share
};
[[nodiscard]] MatrixScales matrixScales(const MatrixWindow& window, MatrixValues values);
inline constexpr double kWrongMapExponent = 0.62;
/// Place of a value on the wrong scale, 0..1.
[[nodiscard]] double wrongShare(double value, const MatrixScales& scales);

/// Draws names, cells and legend into size in the theme's colours. A group's mistakes among its own classes are a small
/// square in its cell, or the whole cell while the diagonal is hidden.
void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout, const QSize& size);

} // namespace saccade
