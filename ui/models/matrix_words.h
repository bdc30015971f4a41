#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "engine/metrics/matrix_window.h"

namespace saccade {

/// What a matrix says of a cell.
enum class MatrixValues
{
    Count,
    TruthShare,     ///< percent of the row
    PredictedShare, ///< percent of the column
    TotalShare      ///< percent of all images
};
inline constexpr int kMatrixValueKinds = 4;

/// The images as what is shown: a count, or a share 0..1.
[[nodiscard]] double matrixValue(const MatrixWindow& window, int row, int column, std::int64_t images,
                                 MatrixValues values);

/// The places of a range as the names of its first and last class. Translated, as all of this file.
[[nodiscard]] QString rangeName(const PlaceRange& range, const QList<int>& order, const QStringList& classNames);

/// The same where room is scarce: the first name and a sign that more follow.
[[nodiscard]] QString shortRangeName(const PlaceRange& range, const QList<int>& order, const QStringList& classNames);

/// "truth cat, predicted dog, 37 of 1,000, 3.7 % of cat": one cell in words.
[[nodiscard]] QString matrixCellText(const ConfusionMatrix& matrix, const QStringList& classNames, int truth,
                                     int predicted);

/// A cell of a window: as above for single classes; for groups their names, sums, and how many of them are right.
[[nodiscard]] QString matrixCellText(const MatrixWindow& window, int row, int column, const QList<int>& order,
                                     const QStringList& classNames);

} // namespace saccade
