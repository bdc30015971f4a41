#pragma once

class QPainter;

namespace saccade {

struct MatrixLayout;
struct MatrixPicture;

/// The two colour scales below a matrix, in two lines or, where cells are small, in one; that of the diagonal only
/// where it is shown. UI thread.
void paintMatrixLegend(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout);

} // namespace saccade
