#include "ui/pages/evaluate_empty_state.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kBarWidth = 320;
constexpr int kBarSteps = 1000;
} // namespace

EvaluateEmptyState::EvaluateEmptyState(QWidget* parent) : QWidget(parent), m_text(makeLabel({}, {}, this))
{
    m_text->setObjectName(QStringLiteral("evaluateEmptyText"));
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addWidget(createProgress(), 0, Qt::AlignHCenter);
    layout->addWidget(createButtons());
    layout->addStretch(3);
    showInvitation();
}

QWidget* EvaluateEmptyState::createProgress()
{
    m_progress = new QWidget(this);
    m_bar = new QProgressBar(m_progress);
    m_bar->setObjectName(QStringLiteral("trialProgress"));
    m_bar->setAccessibleName(tr("Images looked at"));
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kBarWidth);
    m_left = makeLabel({}, QStringLiteral("2"), m_progress);
    m_left->setObjectName(QStringLiteral("trialTimeLeft"));
    m_left->setAlignment(Qt::AlignCenter);
    auto* layout = new QVBoxLayout(m_progress);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    layout->addWidget(m_left);
    return m_progress;
}

QWidget* EvaluateEmptyState::createButtons()
{
    auto* row = new QWidget(this);
    auto* open = makeButton(QStringLiteral("openRunButton"), tr("Open a run folder…"), {}, {}, row);
    auto* openModel = makeButton(QStringLiteral("openModelButton"), tr("Open a model file…"), {}, {}, row);
    openModel->setToolTip(tr("Tries an exported network on the images that are open"));
    m_cancel = makeButton(QStringLiteral("cancelTrialButton"), tr("Cancel"), {}, {}, row);
    m_cancel->setToolTip(tr("Back to what was shown before"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    layout->addStretch(1);
    for (QPushButton* button : {m_cancel, open, openModel}) {
        layout->addWidget(button);
    }
    layout->addStretch(1);
    connect(open, &QPushButton::clicked, this, &EvaluateEmptyState::runFolderRequested);
    connect(openModel, &QPushButton::clicked, this, &EvaluateEmptyState::modelFileRequested);
    connect(m_cancel, &QPushButton::clicked, this, &EvaluateEmptyState::cancelled);
    return row;
}

void EvaluateEmptyState::showInvitation()
{
    showMessage(tr("Here a run shows what it gets right, what it confuses, and the images behind every number."));
}

void EvaluateEmptyState::showMessage(const QString& text)
{
    m_text->setText(text);
    m_progress->hide();
    m_cancel->hide();
}

void EvaluateEmptyState::showWaiting(const QString& forWhat)
{
    showMessage(forWhat);
    m_cancel->show();
}

void EvaluateEmptyState::setProgress(double share, double secondsLeft)
{
    m_progress->show();
    m_bar->setValue(static_cast<int>(share * kBarSteps));
    m_left->setText(secondsLeft >= 0 ? tr("%1 left").arg(formatDuration(secondsLeft)) : QString());
}

} // namespace saccade
