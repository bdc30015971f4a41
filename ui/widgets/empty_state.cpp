#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

EmptyState::EmptyState(const QString& icon, const QString& sentence, const QString& action, QWidget* parent)
    : QWidget(parent),
      m_sentence(makeLabel(sentence, QStringLiteral("2"), this)),
      m_button(makeButton(QStringLiteral("emptyStateButton"), action, {}, {}, this))
{
    m_sentence->setObjectName(QStringLiteral("emptyStateSentence"));
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_button->setVisible(!action.isEmpty());
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(icon, &Theme::text3, 32, this), 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
}

} // namespace saccade
