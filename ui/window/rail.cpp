#include "ui/window/rail.h"

#include <QButtonGroup>
#include <QFocusEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kButtonHeight = 56;
constexpr int kButtonGap = 4;
constexpr int kCaption = 20;
constexpr int kIcon = 20;
constexpr int kEdge = 3;

/// Icon over a caption; the chosen page has the surface's colour and an accent edge.
class RailButton final : public QToolButton
{
public:
    RailButton(const QString& title, QString icon, QWidget* parent) : QToolButton(parent), m_icon(std::move(icon))
    {
        setText(title);
        setAccessibleName(title);
        setFocusPolicy(Qt::TabFocus);
        setFixedSize(paneWidth(measure::kRail) - 1, kButtonHeight - kCaption + textSized(kCaption));
    }

protected:
    /// The window's first focus falls on the rail; its ring waits until keys are used.
    void focusInEvent(QFocusEvent* event) override
    {
        m_showsRing = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
        QToolButton::focusInEvent(event);
    }
    void paintEvent(QPaintEvent*) override
    {
        const Theme& colours = theme();
        QPainter painter(this);
        if (isChecked()) {
            painter.fillRect(rect(), colours.surface);
            painter.fillRect(0, 0, kEdge, height(), colours.accent);
        } else if (underMouse() || isDown()) {
            painter.fillRect(rect(), isDown() ? colours.tint : colours.hover);
        }
        const QColor ink = isChecked() ? colours.accentText : colours.text2;
        painter.drawPixmap((width() - kIcon) / 2, 6, iconPixmap(m_icon, ink, kIcon, devicePixelRatioF()));
        painter.setFont(themeFont(TextSize::Caption, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(ink);
        const QRect caption(kEdge, 30, width() - 2 * kEdge, textSized(kCaption));
        painter.drawText(caption, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, caption.width()));
        if (hasFocus() && m_showsRing) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(colours.accentText, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(kEdge + 2, 2, -kEdge, -2), 4, 4);
        }
    }

private:
    QString m_icon;
    bool m_showsRing = false;
};

} // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)), m_pages(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rail"));
    setProperty("surface", QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(paneWidth(measure::kRail) - 1);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, 8, 0, 8);
    m_layout->setSpacing(kButtonGap);
    m_layout->addStretch(1);
    m_pages->setExclusive(true);
    connect(m_pages, &QButtonGroup::idClicked, this, &Rail::pageChosen);
}

QToolButton* Rail::makeButton(const QString& title, const QString& icon)
{
    auto* button = new RailButton(title, icon, this);
    button->setObjectName(QStringLiteral("rail-") + icon);
    return button;
}

void Rail::addPage(const QString& title, const QString& icon, const QString& shortcut)
{
    QToolButton* button = makeButton(title, icon);
    button->setCheckable(true);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(title, shortcut));
    m_pages->addButton(button, m_pageCount);
    m_layout->insertWidget(m_pageCount, button);
    ++m_pageCount;
}

QToolButton* Rail::addCommand(const QString& title, const QString& icon)
{
    QToolButton* button = makeButton(title, icon);
    button->setToolTip(title);
    m_layout->addWidget(button);
    return button;
}

void Rail::setCurrentPage(int page)
{
    if (QAbstractButton* button = m_pages->button(page)) {
        button->setChecked(true);
    }
}

} // namespace saccade
