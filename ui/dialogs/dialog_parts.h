#pragma once

#include <QString>

class QDialog;
class QFormLayout;
class QVBoxLayout;
class QWidget;

namespace saccade {

/// An empty dialog in the window's own look that ends its life when it is closed. UI thread, as all of this file.
[[nodiscard]] QDialog* makeDialog(QWidget* parent, const QString& objectName, const QString& title);
[[nodiscard]] QVBoxLayout* dialogLayout(const QDialog& dialog);

/// A heading, what it is about, and the rows below it; `note` may be empty.
[[nodiscard]] QFormLayout* addSection(QVBoxLayout& layout, const QString& title, const QString& note);
/// A quiet label before the field.
void addRow(QFormLayout& form, const QString& label, QWidget* field);

/// The bottom line: a quiet note and the button Close.
void addCloseLine(QDialog& dialog, const QString& note = {});

} // namespace saccade
