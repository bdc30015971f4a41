#include "ui/window/rail.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kButtonHeight = 60;
constexpr int kIcon = 20;

} // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)), m_pages(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(measure::kRail);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, 8, 0, 8);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
    m_pages->setExclusive(true);
    connect(m_pages, &QButtonGroup::idClicked, this, &Rail::pageChosen);
}

QToolButton* Rail::makeButton(const QString& title, const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("rail-") + icon);
    button->setText(title);
    button->setAccessibleName(title);
    button->setIcon(themeIcon(icon));
    button->setIconSize({kIcon, kIcon});
    button->setFont(themeFont(TextSize::Caption));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setFixedSize(measure::kRail - 1, kButtonHeight);
    button->setFocusPolicy(Qt::TabFocus);
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
