#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace saccade {

/// A few words of which exactly one is chosen: Epoch | Step | Time. Left and Right walk. UI thread.
class SegmentedButtons final : public QWidget
{
    Q_OBJECT

public:
    /// name is for screen readers: what is chosen here.
    SegmentedButtons(const QString& name, const QStringList& texts, QWidget* parent = nullptr);

    [[nodiscard]] int current() const;
    /// Emits selected() when it changes something.
    void setCurrent(int index);
    [[nodiscard]] QPushButton* button(int index) const;

signals:
    void selected(int index);

private:
    QButtonGroup* m_group = nullptr;
};

} // namespace saccade
