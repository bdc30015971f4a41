#include "ui/widgets/part_mark.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

PartMark::PartMark(Part part, QWidget* parent) : QWidget(parent), m_part(part)
{
    setFixedSize(8, 8);
}

void PartMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().part(m_part));
}

} // namespace saccade
