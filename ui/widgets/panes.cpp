#include "ui/widgets/panes.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

QWidget* makePane(const QString& objectName, QWidget* parent)
{
    auto* pane = new QWidget(parent);
    pane->setObjectName(objectName);
    pane->setProperty("surface", QStringLiteral("pane"));
    pane->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return pane;
}

QVBoxLayout* paneLayout(QWidget* pane)
{
    return qobject_cast<QVBoxLayout*>(pane->layout());
}

QFrame* makeHorizontalLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("line", QStringLiteral("h"));
    line->setFixedHeight(1);
    return line;
}

QFrame* makeVerticalLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("line", QStringLiteral("v"));
    line->setFixedWidth(1);
    return line;
}

QScrollArea* makeScroll(QWidget* content, QWidget* parent)
{
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

QLabel* makeLabel(const QString& text, const QString& tone, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("tone", tone);
    return label;
}

QLabel* makeCaption(const QString& text, QWidget* parent)
{
    QLabel* label = makeLabel(text, QStringLiteral("2"), parent);
    label->setFont(themeFont(TextSize::Caption));
    return label;
}

QLabel* makeHeading(const QString& text, QWidget* parent)
{
    QLabel* label = makeLabel(text, {}, parent);
    label->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    return label;
}

void setTone(QWidget* label, const QString& tone)
{
    if (label->property("tone").toString() != tone) {
        label->setProperty("tone", tone);
        label->style()->unpolish(label);
        label->style()->polish(label);
    }
}

QPushButton* makeButton(const QString& objectName, const QString& text, const QString& icon, const QString& kind,
                        QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setProperty("kind", kind);
    button->setAutoDefault(false);
    if (!icon.isEmpty()) {
        const bool isPrimary = kind == QLatin1String("primary");
        const bool isDanger = kind == QLatin1String("danger");
        const bool isFlat = kind == QLatin1String("flat");
        button->setIcon(isPrimary  ? onAccentIcon(icon)
                        : isDanger ? themeIcon(icon, &Theme::bad)
                        : isFlat   ? themeIcon(icon, &Theme::accentText)
                                   : themeIcon(icon));
        // 4 px more than the picture: the style leaves 4 between icon and text, the drawings 8
        button->setIconSize(QSize(text.isEmpty() ? 16 : 20, 16));
    }
    return button;
}

QPushButton* makeToolButton(const QString& objectName, const QString& text, const QString& icon, QWidget* parent)
{
    QPushButton* button = makeButton(objectName, {}, icon, QStringLiteral("tool"), parent);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFixedWidth(measure::kControlHeight);
    return button;
}

PaneTitle::PaneTitle(const QString& title, QWidget* parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_title(makeHeading(title, this)), m_note(new ElidedLabel(this))
{
    setFixedHeight(rowHeight(measure::kPaneTitle));
    m_note->setProperty("tone", QStringLiteral("2"));
    m_layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    m_layout->setSpacing(measure::kControlGap);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_note, 1);
}

void PaneTitle::setTitle(const QString& title)
{
    m_title->setText(title);
}

void PaneTitle::setNote(const QString& note)
{
    m_note->setText(note);
}

void PaneTitle::addWidget(QWidget* widget)
{
    m_layout->addWidget(widget);
}

void PaneTitle::addField(QWidget* widget, int stretch)
{
    m_layout->insertWidget(m_layout->indexOf(m_note), widget, stretch);
    m_layout->setStretchFactor(m_note, stretch > 0 ? 0 : 1);
}

} // namespace saccade
