#include "ui/pages/export_card.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kMargin = 15; // with the frame 16
constexpr int kMinimumWidth = 220;

MessageNote::Kind kindOf(NoteTone tone)
{
    switch (tone) {
    case NoteTone::Plain: return MessageNote::Kind::Plain;
    case NoteTone::Busy: return MessageNote::Kind::Busy;
    case NoteTone::Good: return MessageNote::Kind::Good;
    case NoteTone::Warning: return MessageNote::Kind::Warning;
    case NoteTone::Bad: return MessageNote::Kind::Fault;
    }
    return MessageNote::Kind::Plain;
}

QLabel* addFigure(QHBoxLayout& row, const QString& caption, const QString& objectName, QWidget* parent)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    QLabel* value = makeHeading(QStringLiteral("–"), parent);
    value->setObjectName(objectName);
    column->addWidget(makeCaption(caption, parent));
    column->addWidget(value);
    row.addLayout(column);
    return value;
}

} // namespace

ExportCard::ExportCard(ExportFormat format, QWidget* parent)
    : QFrame(parent),
      m_format(format),
      m_box(new QCheckBox(exportFormatTitle(format), this)),
      m_message(new MessageNote(this))
{
    const std::string_view name = kExportFormatNames[static_cast<std::size_t>(format)];
    setObjectName(QStringLiteral("card-%1").arg(QLatin1String(name.data(), static_cast<qsizetype>(name.size()))));
    setProperty("card", QStringLiteral("1"));
    setMinimumWidth(paneWidth(kMinimumWidth));
    m_box->setObjectName(QStringLiteral("formatBox"));
    m_box->setProperty("role", QStringLiteral("fieldSwitch"));
    m_box->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_box->setAccessibleDescription(exportFormatSentence(format));
    m_box->installEventFilter(this);
    m_message->setObjectName(QStringLiteral("formatNote"));
    auto* top = new QHBoxLayout;
    top->addWidget(m_box, 1);
    top->addWidget(makeCaption(exportFormatMark(format), this));
    auto* figures = new QHBoxLayout;
    figures->setSpacing(24);
    m_size = addFigure(*figures, tr("Size"), QStringLiteral("formatSize"), this);
    m_time = addFigure(*figures, tr("One image"), QStringLiteral("formatTime"), this);
    m_time->setToolTip(tr("The network alone, on one processor core"));
    figures->addStretch(1);
    QLabel* sentence = makeLabel(exportFormatSentence(format), QStringLiteral("2"), this);
    sentence->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, 12, kMargin, 12);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(sentence);
    layout->addLayout(figures);
    layout->addStretch(1);
    layout->addWidget(m_message);
    connect(m_box, &QCheckBox::clicked, this, &ExportCard::wantedChanged);
    setNote(noteBefore());
}

bool ExportCard::isWanted() const
{
    return m_box->isChecked();
}

void ExportCard::setWanted(bool wanted)
{
    m_box->setChecked(wanted);
}

void ExportCard::setChoosable(bool choosable, const QString& reason)
{
    m_box->setEnabled(choosable);
    m_box->setToolTip(reason);
}

void ExportCard::setCurrent(bool current)
{
    const QString value = current ? QStringLiteral("1") : QStringLiteral("0");
    if (property("current").toString() != value) {
        setProperty("current", value);
        style()->unpolish(this);
        style()->polish(this);
    }
}

void ExportCard::setFigures(const QString& size, const QString& time)
{
    m_size->setText(size);
    m_time->setText(time);
}

void ExportCard::setNote(const ExportNote& note)
{
    m_note = note;
    m_message->setMessage(kindOf(note.tone), note.text);
    setAccessibleName(tr("%1: %2").arg(exportFormatTitle(m_format), note.text));
    m_message->setToolTip(note.details);
    m_message->setAccessibleDescription(note.details);
}

void ExportCard::mousePressEvent(QMouseEvent* event)
{
    QFrame::mousePressEvent(event);
    emit chosen();
}

bool ExportCard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_box && event->type() == QEvent::FocusIn) {
        emit chosen();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace saccade
