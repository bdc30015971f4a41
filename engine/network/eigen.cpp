#include "engine/network/eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

namespace {

constexpr int kMostSweeps = 60;

/// A square matrix seen by row and column.
struct Square
{
    std::vector<double> values;
    std::size_t side;

    double& at(std::size_t row, std::size_t column) { return values[row * side + column]; }
};

/// Cosine and sine of the rotation that makes the element (p, q) zero.
struct Rotation
{
    double cosine = 1;
    double sine = 0;
};

Rotation rotationFor(Square& a, std::size_t p, std::size_t q)
{
    const double theta = (a.at(q, q) - a.at(p, p)) / (2 * a.at(p, q));
    const double tangent = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
    const double cosine = 1 / std::hypot(tangent, 1.0);
    return {cosine, tangent * cosine};
}

void rotateColumns(Square& a, std::size_t p, std::size_t q, Rotation r)
{
    for (std::size_t k = 0; k < a.side; ++k) {
        const double x = a.at(k, p);
        const double y = a.at(k, q);
        a.at(k, p) = r.cosine * x - r.sine * y;
        a.at(k, q) = r.sine * x + r.cosine * y;
    }
}

void rotateRows(Square& a, std::size_t p, std::size_t q, Rotation r)
{
    for (std::size_t k = 0; k < a.side; ++k) {
        const double x = a.at(p, k);
        const double y = a.at(q, k);
        a.at(p, k) = r.cosine * x - r.sine * y;
        a.at(q, k) = r.sine * x + r.cosine * y;
    }
}

/// One pass over all pairs; false when nothing was left to rotate.
bool sweep(Square& a, Square& vectors, double negligible)
{
    bool rotated = false;
    for (std::size_t p = 0; p + 1 < a.side; ++p) {
        for (std::size_t q = p + 1; q < a.side; ++q) {
            if (std::abs(a.at(p, q)) <= negligible) {
                continue;
            }
            const Rotation rotation = rotationFor(a, p, q);
            rotateColumns(a, p, q, rotation);
            rotateRows(a, p, q, rotation);
            rotateColumns(vectors, p, q, rotation);
            rotated = true;
        }
    }
    return rotated;
}

std::vector<double> columnOf(Square& vectors, std::size_t column)
{
    std::vector<double> result(vectors.side);
    for (std::size_t row = 0; row < vectors.side; ++row) {
        result[row] = vectors.at(row, column);
    }
    const auto largest =
        std::max_element(result.begin(), result.end(), [](double x, double y) { return std::abs(x) < std::abs(y); });
    if (largest != result.end() && *largest < 0) {
        std::transform(result.begin(), result.end(), result.begin(), [](double x) { return -x; });
    }
    return result;
}

} // namespace

EigenSystem solveSymmetric(std::vector<double> matrix, int side)
{
    const auto n = static_cast<std::size_t>(side);
    Square a{std::move(matrix), n};
    Square vectors{std::vector<double>(n * n, 0.0), n};
    double largest = 0;
    for (std::size_t row = 0; row < n; ++row) {
        vectors.at(row, row) = 1;
        for (std::size_t column = row; column < n; ++column) {
            a.at(column, row) = a.at(row, column);
            largest = std::max(largest, std::abs(a.at(row, column)));
        }
    }
    for (int i = 0; i < kMostSweeps && sweep(a, vectors, largest * 1e-17); ++i) {
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return a.at(x, x) > a.at(y, y); });
    EigenSystem system;
    for (const std::size_t column : order) {
        system.values.push_back(a.at(column, column));
        system.vectors.push_back(columnOf(vectors, column));
    }
    return system;
}

} // namespace saccade
