#include "ui/widgets/collapsible_group.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

/// The line one clicks: a button that paints chevron, title and note itself.
class CollapsibleGroup::Header final : public QAbstractButton
{
public:
    Header(const QString& title, QWidget* parent) : QAbstractButton(parent)
    {
        setText(title);
        setAccessibleName(title);
        setCheckable(true);
        setChecked(true);
        setFocusPolicy(Qt::TabFocus);
        setFixedHeight(rowHeight(32));
    }
    QString note;
    bool isNested = false;

    [[nodiscard]] QSize sizeHint() const override { return {160, 32}; }

protected:
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
    void paintEvent(QPaintEvent*) override
    {
        const Theme& colours = theme();
        QPainter painter(this);
        if (underMouse()) {
            painter.fillRect(rect(), colours.hover);
        }
        const QString icon = isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
        painter.drawPixmap(isNested ? 0 : 13, (height() - 16) / 2,
                           iconPixmap(icon, colours.text2, 16, devicePixelRatioF()));
        painter.setFont(themeFont(TextSize::Body, isNested ? QFont::Normal : QFont::DemiBold));
        painter.setPen(colours.text);
        const QRect line = rect().adjusted(isNested ? 24 : 34, 0, isNested ? 0 : -measure::kPageMargin, 0);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, text());
        const int used = painter.fontMetrics().horizontalAdvance(text()) + 12;
        painter.setFont(themeFont(TextSize::Caption));
        painter.setPen(colours.text2);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight,
                         painter.fontMetrics().elidedText(note, Qt::ElideRight, line.width() - used));
        if (hasFocus()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(colours.accentText, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 4, 4);
        }
    }
};

CollapsibleGroup::CollapsibleGroup(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_header(new Header(title, this)),
      m_layout(new QVBoxLayout(this)),
      m_line(makeHorizontalLine(this))
{
    m_header->setObjectName(QStringLiteral("groupHeader"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_header);
    m_layout->addWidget(m_line);
    connect(m_header, &QAbstractButton::toggled, this, [this](bool expanded) {
        if (m_content) {
            m_content->setVisible(expanded);
        }
        emit toggled(expanded);
    });
}

void CollapsibleGroup::setContent(QWidget* content)
{
    delete m_content;
    m_content = content;
    m_layout->insertWidget(1, content);
    content->setVisible(isExpanded());
}

void CollapsibleGroup::setNote(const QString& note)
{
    m_header->note = note;
    m_header->setAccessibleDescription(note);
    m_header->update();
}

void CollapsibleGroup::setNested()
{
    m_header->isNested = true;
    m_header->setFixedHeight(textSized(measure::kControlHeight));
    m_line->hide();
}

bool CollapsibleGroup::isExpanded() const
{
    return m_header->isChecked();
}

void CollapsibleGroup::setExpanded(bool expanded)
{
    m_header->setChecked(expanded);
}

} // namespace saccade
