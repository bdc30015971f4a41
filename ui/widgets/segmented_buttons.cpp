#include "ui/widgets/segmented_buttons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

SegmentedButtons::SegmentedButtons(const QString& name, const QStringList& texts, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
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
    }
    if (QAbstractButton* first = m_group->button(0)) {
        first->setChecked(true);
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked) {
            emit selected(id);
        }
    });
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
