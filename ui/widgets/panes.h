#pragma once

#include <QFrame>
#include <QPushButton>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace saccade {

class ElidedLabel;

/// A plain white pane with a vertical layout without margins. UI thread, as all of this file.
[[nodiscard]] QWidget* makePane(const QString& objectName, QWidget* parent = nullptr);
[[nodiscard]] QVBoxLayout* paneLayout(QWidget* pane);

/// Hairlines.
[[nodiscard]] QFrame* makeHorizontalLine(QWidget* parent = nullptr);
[[nodiscard]] QFrame* makeVerticalLine(QWidget* parent = nullptr);

/// `content` scrolls up and down in it, on the ground of what lies behind.
[[nodiscard]] QScrollArea* makeScroll(QWidget* content, QWidget* parent = nullptr);

/// A label in the type and tone of the visual language; tone "" is text, "2", "3", "good", "warning", "bad", "accent".
[[nodiscard]] QLabel* makeLabel(const QString& text, const QString& tone = {}, QWidget* parent = nullptr);
[[nodiscard]] QLabel* makeCaption(const QString& text, QWidget* parent = nullptr);
[[nodiscard]] QLabel* makeHeading(const QString& text, QWidget* parent = nullptr);
/// Changes a label's tone afterwards.
void setTone(QWidget* label, const QString& tone);

/// kind "" is the outlined button, "primary" the page's filled one, "danger", "flat" a link, "tool" an icon without an
/// edge (give it a tooltip).
[[nodiscard]] QPushButton* makeButton(const QString& objectName, const QString& text, const QString& icon = {},
                                      const QString& kind = {}, QWidget* parent = nullptr);
/// An icon alone; the text becomes tooltip and accessible name.
[[nodiscard]] QPushButton* makeToolButton(const QString& objectName, const QString& text, const QString& icon,
                                          QWidget* parent = nullptr);

/// The 44 px title line of a pane: title, quiet note, then widgets at the right.
class PaneTitle final : public QWidget
{
    Q_OBJECT

public:
    explicit PaneTitle(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note);
    /// At the right, in order.
    void addWidget(QWidget* widget);
    /// After the title and before the note, e.g. a field that takes the free width.
    void addField(QWidget* widget, int stretch = 0);

private:
    QHBoxLayout* m_layout = nullptr;
    QLabel* m_title = nullptr;
    ElidedLabel* m_note = nullptr;
};

} // namespace saccade
