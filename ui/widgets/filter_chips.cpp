#include "ui/widgets/filter_chips.h"

#include <QKeyEvent>
#include <QLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kWidestText = 260;

} // namespace

FilterChips::FilterChips(QWidget* parent) : QWidget(parent)
{
    auto* layout = new FlowLayout(measure::kControlGap, this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    m_clear = makeButton(QStringLiteral("clearFiltersButton"), tr("Clear all"), {}, QStringLiteral("flat"), this);
    m_clear->setToolTip(tr("Show all images again"));
    connect(m_clear, &QPushButton::clicked, this, &FilterChips::allRemoved);
    hide();
}

QPushButton* FilterChips::addChip()
{
    const auto index = static_cast<int>(m_chips.size());
    QPushButton* chip = makeButton(QStringLiteral("filterChip%1").arg(index), {}, {}, QStringLiteral("chip"), this);
    chip->setToolTip(tr("Remove this filter (Del)"));
    chip->installEventFilter(this);
    layout()->removeWidget(m_clear); // it stays the last
    layout()->addWidget(chip);
    layout()->addWidget(m_clear);
    setTabOrder(m_chips.empty() ? this : static_cast<QWidget*>(m_chips.back()), chip);
    setTabOrder(chip, m_clear);
    connect(chip, &QPushButton::clicked, this, [this, index] { emit removed(index); });
    m_chips.push_back(chip);
    return chip;
}

void FilterChips::setChips(const QStringList& texts)
{
    m_count = static_cast<int>(texts.size());
    for (int i = 0; i < std::max(m_count, static_cast<int>(m_chips.size())); ++i) {
        const auto place = static_cast<std::size_t>(i);
        QPushButton* chip = place < m_chips.size() ? m_chips[place] : addChip();
        const QString text = texts.value(i);
        const QString shown = chip->fontMetrics().elidedText(text, Qt::ElideMiddle, paneWidth(kWidestText));
        //: a filter with the sign that removes it
        chip->setText(tr("%1   ×").arg(shown));
        chip->setAccessibleName(tr("Remove the filter %1").arg(text));
        chip->setVisible(i < m_count);
    }
    m_clear->setVisible(m_count > 1);
    setVisible(m_count > 0);
    updateGeometry();
}

bool FilterChips::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const auto chip = std::find(m_chips.begin(), m_chips.end(), watched);
        if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && chip != m_chips.end()) {
            emit removed(static_cast<int>(chip - m_chips.begin()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace saccade
