#include "ui/widgets/chooser.h"

#include <QKeyEvent>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QWheelEvent>

namespace saccade {

namespace {

constexpr int kTextInset = 1; // at both ends, as styles draw a list's words

int fieldWidth(const QComboBox& box, const QStyleOptionComboBox& option)
{
    return box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box).width() -
           2 * kTextInset;
}

} // namespace

QSize Chooser::minimumSizeHint() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QSize whole = sizeHint();
    option.rect = QRect(QPoint(), whole);
    const int text = fontMetrics().horizontalAdvance(currentIndex() < 0 ? placeholderText() : currentText());
    return {std::min(whole.width(), whole.width() - fieldWidth(*this, option) + text), whole.height()};
}

void Chooser::initStyleOption(QStyleOptionComboBox* option) const
{
    QComboBox::initStyleOption(option);
    option->currentText =
        option->fontMetrics.elidedText(option->currentText, Qt::ElideRight, fieldWidth(*this, *option));
}

void Chooser::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        showPopup();
    } else {
        QComboBox::keyPressEvent(event);
    }
}

void Chooser::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // it goes on to what lies behind
}

} // namespace saccade
