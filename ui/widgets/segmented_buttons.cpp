#include "ui/widgets/segmented_buttons.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStandardItemModel>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kNarrowest = 96; // of the list
} // namespace

SegmentedButtons::SegmentedButtons(const QString& name, const QStringList& texts, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_list(new QComboBox(this))
{
    setAccessibleName(name);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < texts.size(); ++i) {
        QPushButton* button = makeButton(QStringLiteral("segment%1").arg(i), texts.at(i), {}, {}, this);
        button->setCheckable(true);
        button->setProperty("seg", i == 0 ? "l" : i + 1 == texts.size() ? "r" : "m");
        // room for the heavier weight of the chosen one, so that choosing moves nothing
        const int width = QFontMetrics(themeFont(TextSize::Body, QFont::DemiBold)).horizontalAdvance(texts.at(i));
        button->setMinimumWidth(width + 24);
        m_group->addButton(button, i);
        layout->addWidget(button);
        m_leastWidth += width + 24;
    }
    m_list->setObjectName(QStringLiteral("segmentList"));
    m_list->setAccessibleName(name);
    m_list->addItems(texts);
    m_list->setMinimumWidth(paneWidth(kNarrowest));
    m_list->hide();
    layout->addWidget(m_list);
    connect(m_list, &QComboBox::activated, this, &SegmentedButtons::setCurrent);
    if (QAbstractButton* first = m_group->button(0)) {
        first->setChecked(true);
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked) {
            m_list->setCurrentIndex(id);
            emit selected(id);
        }
    });
}

QSize SegmentedButtons::sizeHint() const
{
    int width = 0;
    for (const QAbstractButton* button : m_group->buttons()) {
        width += std::max(button->sizeHint().width(), button->minimumWidth());
    }
    return {width, button(0)->sizeHint().height()};
}

QSize SegmentedButtons::minimumSizeHint() const
{
    return {std::min(m_leastWidth, m_list->minimumWidth()), button(0)->sizeHint().height()};
}

void SegmentedButtons::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool fits = width() >= m_leastWidth;
    if (fits != m_list->isHidden()) {
        for (QAbstractButton* button : m_group->buttons()) {
            button->setVisible(fits);
        }
        m_list->setVisible(!fits);
    }
}

void SegmentedButtons::setChoiceEnabled(int index, bool enabled)
{
    button(index)->setEnabled(enabled);
    if (auto* items = qobject_cast<QStandardItemModel*>(m_list->model())) {
        items->item(index)->setEnabled(enabled);
    }
}

void SegmentedButtons::focusCurrent()
{
    if (m_list->isHidden()) {
        m_group->checkedButton()->setFocus();
    } else {
        m_list->setFocus();
    }
}

int SegmentedButtons::current() const
{
    return m_group->checkedId();
}

void SegmentedButtons::setCurrent(int index)
{
    if (QAbstractButton* button = m_group->button(index)) {
        button->setChecked(true);
    }
}

QPushButton* SegmentedButtons::button(int index) const
{
    return qobject_cast<QPushButton*>(m_group->button(index));
}

} // namespace saccade
