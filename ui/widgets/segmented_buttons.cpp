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
constexpr int kPadding = 24;   // of a button's text, both sides together
} // namespace

SegmentedButtons::SegmentedButtons(const QString& name, const QStringList& texts, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_list(new QComboBox(this))
{
    setAccessibleName(name);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < texts.size(); ++i) {
        QPushButton* button = makeButton(QStringLiteral("segment%1").arg(i), {}, {}, {}, this);
        button->setCheckable(true);
        button->setProperty("seg", i == 0 ? "l" : i + 1 == texts.size() ? "r" : "m");
        m_group->addButton(button, i);
        layout->addWidget(button);
        m_list->addItem({});
        setText(i, texts.at(i));
    }
    m_list->setObjectName(QStringLiteral("segmentList"));
    m_list->setAccessibleName(name);
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

void SegmentedButtons::setText(int index, const QString& text)
{
    // Room for the heavier weight of the chosen one, so that choosing moves nothing.
    const QFontMetrics metrics(themeFont(TextSize::Body, QFont::DemiBold));
    button(index)->setText(text);
    button(index)->setMinimumWidth(metrics.horizontalAdvance(text) + kPadding);
    m_list->setItemText(index, text);
    showWhatFits();
    updateGeometry();
}

int SegmentedButtons::leastWidth() const
{
    int width = 0;
    for (const QAbstractButton* button : m_group->buttons()) {
        width += button->minimumWidth();
    }
    return width;
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
    return {std::min(leastWidth(), m_list->minimumWidth()), button(0)->sizeHint().height()};
}

void SegmentedButtons::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showWhatFits();
}

void SegmentedButtons::showWhatFits()
{
    const bool fits = !testAttribute(Qt::WA_Resized) || width() >= leastWidth();
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
