#pragma once

#include <QString>
#include <functional>

#include "engine/base/result.h"

class QPainter;
class QSize;
class QWidget;

namespace saccade {

/// Draws into a PNG (twice the size, sharp on any screen) or, when the name ends with .svg or .pdf, into one of those,
/// and writes it through writeFileAtomically(). Blocks some ms. UI thread.
[[nodiscard]] Result<void> savePicture(const QString& file, const QSize& size,
                                       const std::function<void(QPainter&, const QSize&)>& draw);
/// UTF-8.
[[nodiscard]] Result<void> saveText(const QString& file, const QString& text);

/// Says in a message box what went wrong, if anything did; returns at once.
void showSaveProblem(const Result<void>& saved, QWidget* parent);

} // namespace saccade
