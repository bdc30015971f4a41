#pragma once

#include <QWidget>

class QHBoxLayout;

namespace saccade {

/// The title line of a pane with controls, which move to a line of their own where the pane is too narrow for them.
/// Never widens its pane. UI thread.
class WrappingTitle final : public QWidget
{
    Q_OBJECT

public:
    explicit WrappingTitle(const QString& title, QWidget* parent = nullptr);

    void addControl(QWidget* control);
    /// At the right end of the first line, always.
    void addButton(QWidget* button);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void placeControls();
    void setWrapped(bool isWrapped);

    QHBoxLayout* m_first = nullptr;
    QHBoxLayout* m_second = nullptr;
    QWidget* m_secondLine = nullptr;
    QWidget* m_controls = nullptr;
    QWidget* m_buttons = nullptr;
    bool m_isWrapped = false;
};

} // namespace saccade
