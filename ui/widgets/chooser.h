#pragma once

#include <QComboBox>

namespace saccade {

/// A list to choose from where a choice sets something going: the wheel and the arrow keys never choose by themselves,
/// Up and Down open the list. Words that do not fit end in "…". UI thread.
class Chooser : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

    /// The chosen words whole.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void initStyleOption(QStyleOptionComboBox* option) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace saccade
