#pragma once

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QPushButton;

namespace saccade {

/// A few words of which exactly one is chosen: Epoch | Step | Time. Left and Right walk. Where there is no room for
/// them side by side, a list takes their place. UI thread.
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
    void setText(int index, const QString& text);
    void setChoiceEnabled(int index, bool enabled);
    /// Gives the keyboard to the chosen one.
    void focusCurrent();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void selected(int index);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int leastWidth() const;
    void showWhatFits();

    QButtonGroup* m_group = nullptr;
    QComboBox* m_list = nullptr;
};

} // namespace saccade
