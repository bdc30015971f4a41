#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// Neighbouring places of an order of classes: begin to end - 1.
struct PlaceRange
{
    int begin = 0;
    int end = 0;

    [[nodiscard]] int count() const { return end - begin; }
    [[nodiscard]] bool overlaps(const PlaceRange& other) const { return begin < other.end && other.begin < end; }
    bool operator==(const PlaceRange&) const = default;
};

/// A part of a confusion matrix in some order, as cells: single classes, or groups of neighbours where there are more
/// than can be shown.
struct MatrixWindow
{
    std::vector<PlaceRange> rows;              ///< truth: the places of each row
    std::vector<PlaceRange> columns;           ///< prediction
    std::vector<std::int64_t> counts;          ///< images of each cell, row-major
    std::vector<std::int64_t> right;           ///< of those, the images whose prediction is their truth
    std::vector<std::int64_t> truthTotals;     ///< images of each row's classes, wherever they were predicted
    std::vector<std::int64_t> predictedTotals; ///< images given each column's classes, whatever they are
    std::int64_t total = 0;                    ///< images of the whole matrix

    [[nodiscard]] std::size_t cell(int row, int column) const
    {
        return static_cast<std::size_t>(row) * columns.size() + static_cast<std::size_t>(column);
    }
    /// Some image in the cell may be right.
    [[nodiscard]] bool isDiagonal(int row, int column) const
    {
        return rows[static_cast<std::size_t>(row)].overlaps(columns[static_cast<std::size_t>(column)]);
    }
    bool operator==(const MatrixWindow&) const = default;
};

/// Of what a cell's images are a share.
enum class MatrixShare
{
    OfTruth,     ///< of the images of the row's classes
    OfPredicted, ///< of the images given the column's classes
    OfAll        ///< of all images
};

/// `images` as a share (0..1) of what the cell belongs to; 0 where that has no images.
[[nodiscard]] double shareOf(const MatrixWindow& window, int row, int column, std::int64_t images, MatrixShare share);

/// The places `rows` and `columns` of the order, which names classes of the matrix, each once; ranges are held to it.
/// Groups differ by at most one class in size; there are at most `side` of them each way (at least one). Empty without
/// classes. O(classes^2), reads the matrix twice. Any thread.
[[nodiscard]] MatrixWindow computeMatrixWindow(const ConfusionMatrix& matrix, std::span<const int> order,
                                               PlaceRange rows, PlaceRange columns, int side);

} // namespace saccade
