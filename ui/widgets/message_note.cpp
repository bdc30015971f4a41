#include "ui/widgets/message_note.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <array>

#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

/// By Kind.
struct Look
{
    const char* icon;
    QColor Theme::*colour;
    QColor Theme::*tint;
};
constexpr std::array<Look, 5> kLooks{{{"warning", &Theme::warning, &Theme::warningTint},
                                      {"wrong", &Theme::bad, &Theme::badTint},
                                      {"right", &Theme::good, &Theme::goodTint},
                                      {"info", &Theme::text2, &Theme::sunken},
                                      {"play", &Theme::accentText, &Theme::tint}}};

const Look& lookOf(MessageNote::Kind kind)
{
    return kLooks[static_cast<std::size_t>(kind)];
}

} // namespace

MessageNote::MessageNote(QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(QStringLiteral("wrong"), &Theme::bad, 16, this)),
      m_text(makeLabel({}, {}, this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void MessageNote::setMessage(Kind kind, const QString& text)
{
    m_kind = kind;
    m_icon->setIcon(QString::fromLatin1(lookOf(kind).icon), lookOf(kind).colour);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
}

void MessageNote::clear()
{
    m_text->clear();
    hide();
}

QString MessageNote::text() const
{
    return m_text->text();
}

void MessageNote::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().*lookOf(m_kind).tint);
    painter.drawRoundedRect(rect(), 4, 4);
}

} // namespace saccade
