#include "ui/widgets/bar_delegate.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/class_delegate.h"

namespace saccade {

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    paintRowGround(*painter, option, index);
    const QVariant share = index.data(m_shareRole);
    if (!share.isValid()) {
        return;
    }
    QRectF groove(option.rect.left() + 8, option.rect.center().y() - 3, option.rect.width() - 16, 6);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().grid);
    painter->drawRoundedRect(groove, 3, 3);
    groove.setWidth(std::max(2.0, groove.width() * std::clamp(share.toDouble(), 0.0, 1.0)));
    painter->setBrush(theme().series[0]);
    painter->drawRoundedRect(groove, 3, 3);
    painter->restore();
}

} // namespace saccade
