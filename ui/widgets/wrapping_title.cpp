#include "ui/widgets/wrapping_title.h"

#include <QEvent>
#include <QHBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

namespace {

constexpr int kControlsPlace = 1; // of the first line: behind the title and before the buttons

QHBoxLayout* rowOf(QWidget* line, int spacing)
{
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    return row;
}

} // namespace

WrappingTitle::WrappingTitle(const QString& title, QWidget* parent)
    : QWidget(parent), m_secondLine(new QWidget(this)), m_controls(new QWidget(this)), m_buttons(new QWidget(this))
{
    auto* firstLine = new QWidget(this);
    auto* label = new ElidedLabel(title, firstLine);
    label->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_first = rowOf(firstLine, 0);
    m_second = rowOf(m_secondLine, 0);
    rowOf(m_controls, measure::kControlGap);
    rowOf(m_buttons, 0);
    m_first->addWidget(label, 1);
    m_first->addWidget(m_controls);
    m_first->addWidget(m_buttons);
    m_second->addStretch(1);
    for (QWidget* line : {firstLine, m_secondLine}) {
        line->setFixedHeight(rowHeight(measure::kPaneTitle));
    }
    m_buttons->setContentsMargins(measure::kControlGap, 0, 0, 0);
    m_secondLine->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(0);
    layout->addWidget(firstLine);
    layout->addWidget(m_secondLine);
    setMinimumWidth(1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void WrappingTitle::addControl(QWidget* control)
{
    m_controls->layout()->addWidget(control);
}

void WrappingTitle::addButton(QWidget* button)
{
    m_buttons->layout()->addWidget(button);
}

void WrappingTitle::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeControls();
}

bool WrappingTitle::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        placeControls(); // other words were chosen
    }
    return QWidget::event(event);
}

void WrappingTitle::placeControls()
{
    const int needed = m_controls->minimumSizeHint().width() + m_buttons->minimumSizeHint().width();
    setWrapped(contentsRect().width() - 2 * measure::kPageMargin < needed);
}

void WrappingTitle::setWrapped(bool isWrapped)
{
    if (m_isWrapped == isWrapped) {
        return;
    }
    m_isWrapped = isWrapped;
    if (isWrapped) {
        m_second->insertWidget(0, m_controls);
    } else {
        m_first->insertWidget(kControlsPlace, m_controls);
    }
    m_secondLine->setVisible(isWrapped);
}

} // namespace saccade
