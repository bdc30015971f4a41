#pragma once

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace saccade {

/// A section of a pane: chevron, title, a quiet note at the right; its content folds away. UI thread.
class CollapsibleGroup final : public QWidget
{
    Q_OBJECT

public:
    explicit CollapsibleGroup(const QString& title, QWidget* parent = nullptr);

    /// Replaces the content; owned by the group.
    void setContent(QWidget* content);
    void setNote(const QString& note);
    /// The look inside another group: no indent, no line, a lighter title.
    void setNested();
    [[nodiscard]] bool isExpanded() const;
    void setExpanded(bool expanded);

signals:
    void toggled(bool expanded);

private:
    class Header;
    Header* m_header = nullptr;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QWidget* m_line = nullptr;
};

} // namespace saccade
