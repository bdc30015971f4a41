#include "ui/pages/page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

Page::Page(Workbench& workbench, const QString& title, const QString& icon, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_title(title), m_icon(icon), m_header(new QHBoxLayout)
{
    auto* header = new QWidget(this);
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setProperty("surface", QStringLiteral("pane"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(rowHeight(measure::kHeader) - 1);
    header->setLayout(m_header);
    auto* titleLabel = new QLabel(title, header);
    titleLabel->setObjectName(QStringLiteral("pageTitle"));
    titleLabel->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    m_subject = new QLabel(header);
    m_subject->setObjectName(QStringLiteral("pageSubject"));
    m_subject->setTextFormat(Qt::PlainText);
    m_subject->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_details = new ElidedLabel(header);
    m_details->setObjectName(QStringLiteral("pageDetails"));
    m_details->setProperty("tone", QStringLiteral("2"));
    m_header->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    m_header->setSpacing(measure::kControlGap);
    m_header->addWidget(titleLabel);
    m_header->addSpacing(8);
    m_header->addWidget(m_subject);
    m_header->addWidget(m_details, 1);
    m_choosersEnd = 2;
    auto* line = new QFrame(this);
    line->setProperty("line", QStringLiteral("h"));
    m_headerLine = line;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(line);
    setSubject({}, {});
}

bool Page::acceptDrop(const QMimeData&)
{
    return false;
}

void Page::setSubject(const QString& subject, const QString& details)
{
    m_subject->setText(subject);
    m_subject->setVisible(!subject.isEmpty());
    m_details->setText(details);
}

void Page::addHeaderWidget(QWidget* widget)
{
    m_header->addWidget(widget);
}

void Page::addHeaderChooser(QWidget* widget)
{
    m_header->insertWidget(m_choosersEnd, widget);
    ++m_choosersEnd;
}

void Page::setHeaderVisible(bool visible)
{
    m_header->parentWidget()->setVisible(visible);
    m_headerLine->setVisible(visible);
}

void Page::setContent(QWidget* content)
{
    static_cast<QVBoxLayout*>(layout())->addWidget(content, 1);
}

} // namespace saccade
