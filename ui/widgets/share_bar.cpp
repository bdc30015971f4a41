#include "ui/widgets/share_bar.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/widgets/class_delegate.h"

namespace saccade {

namespace {
constexpr int kGap = 2;
}

void paintShares(QPainter& painter, const QRect& area, const QList<double>& shares, int radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(area, radius, radius);
    painter.setClipPath(outline);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto count = std::count_if(shares.begin(), shares.end(), [](double share) { return share > 0; });
    const double width = area.width() - kGap * std::max<double>(0, static_cast<double>(count) - 1);
    double left = area.left();
    for (qsizetype i = 0; i < shares.size(); ++i) {
        if (shares.at(i) <= 0) {
            continue;
        }
        const double right = left + width * shares.at(i);
        const int from = static_cast<int>(std::lround(left));
        const int to = std::max(from + 1, static_cast<int>(std::lround(right)));
        painter.fillRect(QRect(from, area.top(), to - from, area.height()), theme().part(static_cast<Part>(i)));
        left = right + kGap;
    }
    painter.restore();
}

ShareBar::ShareBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::setShares(const QList<double>& shares)
{
    m_shares = shares;
    update();
}

void ShareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintShares(painter, rect(), m_shares, 2);
}

ShareDelegate::ShareDelegate(int role, QObject* parent) : QStyledItemDelegate(parent), m_role(role) {}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    paintRowGround(*painter, option, index);
    constexpr int kHeight = 8;
    const QRect cell = option.rect.adjusted(8, 0, -16, 0);
    const QRect bar(cell.left(), cell.center().y() - kHeight / 2 + 1, cell.width(), kHeight);
    paintShares(*painter, bar, index.data(m_role).value<QList<double>>(), 0);
}

} // namespace saccade
