#include "ui/window/status_bar.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <cmath>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kShowEveryMs = 500;
constexpr int kMemoryEveryMs = 2000;
constexpr int kProgressSteps = 1000;

/// A number in kB behind a key of a /proc file, in bytes; 0 when it is not there.
std::int64_t procBytes(const QString& path, const QByteArray& key)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(key)) {
            return line.mid(key.size()).simplified().split(' ').value(0).toLongLong() * 1024;
        }
    }
    return 0;
}

} // namespace

StatusBar::StatusBar(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench)
{
    setObjectName(QStringLiteral("status"));
    setProperty("surface", QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(textSized(measure::kBar) - 1);
    createLabels();
    connectSessions();
    showDevice();
    showIdle(tr("Ready"));
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &StatusBar::showMemory);
    timer->start(kMemoryEveryMs);
    showMemory();
}

QLabel* StatusBar::addLabel(QHBoxLayout& layout, const QString& name)
{
    QLabel* label = makeCaption({}, this);
    label->setObjectName(name);
    layout.addWidget(label);
    return label;
}

QFrame* StatusBar::addSeparator(QHBoxLayout& layout)
{
    QFrame* line = makeVerticalLine(this);
    line->setFixedHeight(14);
    layout.addWidget(line);
    return line;
}

void StatusBar::createLabels()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(QStringLiteral("cpu"), &Theme::text2, 16, this));
    m_device = addLabel(*layout, QStringLiteral("statusDevice"));
    addSeparator(*layout);
    m_stateIcon = new IconLabel(QStringLiteral("play"), &Theme::good, 14, this);
    layout->addWidget(m_stateIcon);
    m_state = addLabel(*layout, QStringLiteral("statusState"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("statusProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setProperty("slim", QStringLiteral("1"));
    m_progress->setFixedSize(96, 6);
    layout->addWidget(m_progress);
    m_epoch = addLabel(*layout, QStringLiteral("statusEpoch"));
    m_timeLeftLine = addSeparator(*layout);
    m_timeLeft = addLabel(*layout, QStringLiteral("statusTimeLeft"));
    layout->addStretch(1);
    m_memory = addLabel(*layout, QStringLiteral("statusMemory"));
}

void StatusBar::connectSessions()
{
    connect(&m_workbench.loader, &EngineLoader::computeEngineReady, this, &StatusBar::showDevice);
    connect(&m_workbench.loader, &EngineLoader::failed, this, &StatusBar::showDevice);
    connect(&m_workbench.train, &TrainSession::updated, this, &StatusBar::showRun);
    connect(&m_workbench.train, &TrainSession::ended, this, &StatusBar::showEnd);
    connect(&m_workbench.train, &TrainSession::stateChanged, this, &StatusBar::showTrainState);
    connect(&m_workbench.data, &DataSession::progressed, this, &StatusBar::showOpening);
    connect(&m_workbench.data, &DataSession::opened, this, [this] { showTrainState(m_workbench.train.state()); });
    connect(&m_workbench.data, &DataSession::failed, this, [this] { showTrainState(m_workbench.train.state()); });
}

void StatusBar::showDevice()
{
    const ComputeEngine* engine = m_workbench.loader.computeEngine();
    if (engine == nullptr) {
        const std::optional<Error>& problem = m_workbench.loader.computeEngineProblem();
        m_device->setText(problem ? tr("The engine is missing") : tr("Loading the engine…"));
        m_device->setToolTip(problem ? errorText(*problem) : QString());
        return;
    }
    const std::vector<DeviceInfo> devices = engine->devices();
    // auto takes an accelerator when there is one; it comes last
    m_device->setText(devices.empty() ? tr("No device") : displayName(devices.back().name));
    m_device->setToolTip(tr("LibTorch %1").arg(QString::fromStdString(engine->version())));
}

void StatusBar::showIdle(const QString& text)
{
    m_state->setText(text);
    for (QWidget* part : std::initializer_list<QWidget*>{m_stateIcon, m_progress, m_epoch}) {
        part->hide();
    }
    showTimeLeft(-1);
}

void StatusBar::showTimeLeft(double seconds)
{
    // whole seconds: a clock that runs shows no milliseconds
    m_timeLeft->setText(seconds < 0   ? QString()
                        : seconds < 1 ? tr("0 s left")
                                      : tr("%1 left").arg(formatDuration(std::floor(seconds))));
    m_timeLeft->setVisible(seconds >= 0);
    m_timeLeftLine->setVisible(seconds >= 0 && m_epoch->isVisibleTo(this));
}

void StatusBar::showEnd(const RunReport& report)
{
    switch (report.reason) {
    case EndReason::Completed: return showIdle(tr("Run finished"));
    case EndReason::Stopped: return showIdle(tr("Run stopped, best weights kept"));
    case EndReason::Diverged: return showIdle(tr("Run diverged, best weights kept"));
    case EndReason::Failed: return showIdle(tr("Run failed"));
    case EndReason::EarlyStopped: return showIdle(tr("Run ended early, best weights kept"));
    }
}

void StatusBar::showTrainState(TrainState state)
{
    switch (state) {
    case TrainState::Idle: return showIdle(tr("Ready"));
    case TrainState::Stopping:
        m_stateIcon->setIcon(QStringLiteral("stop"), &Theme::warning);
        m_state->setText(tr("Stopping…"));
        return;
    case TrainState::Running: break;
    }
    m_runProgress = RunProgress(m_workbench.train.plan().settings, m_workbench.data.dataSet());
    m_stateIcon->setIcon(QStringLiteral("play"), &Theme::good);
    m_stateIcon->show();
    m_state->setText(tr("Training"));
    m_progress->setValue(0);
    m_progress->show();
}

void StatusBar::showRun(const TrainUpdate& update)
{
    m_runProgress.addBatches(update.batches);
    m_runProgress.addEpochs(update.epochs);
    if (update.phase == TrainPhase::Testing) {
        m_state->setText(tr("Testing…"));
        showTimeLeft(-1);
        return;
    }
    if (update.batches.empty() || (m_sinceShown.isValid() && m_sinceShown.elapsed() < kShowEveryMs)) {
        return;
    }
    m_sinceShown.start();
    m_progress->setValue(static_cast<int>(std::lround(m_runProgress.share() * kProgressSteps)));
    m_epoch->show();
    m_epoch->setText(
        tr("Epoch %1 of %2")
            .arg(formatNumber(update.batches.back().epoch, 1), formatEpochs(m_workbench.train.plan().settings.epochs)));
    showTimeLeft(m_runProgress.secondsLeft().value_or(-1));
}

void StatusBar::showOpening(const OpenProgress& progress)
{
    if (m_workbench.train.state() != TrainState::Idle) {
        return;
    }
    m_state->setText(progress.total > 0
                         ? tr("Reading images, %1 of %2")
                               .arg(formatCount(static_cast<std::int64_t>(progress.done)),
                                    formatCount(static_cast<std::int64_t>(progress.total)))
                         : tr("Reading images, %1").arg(formatCount(static_cast<std::int64_t>(progress.done))));
    if (progress.total > 0) {
        m_progress->setValue(static_cast<int>(progress.done * kProgressSteps / progress.total));
        m_progress->show();
    }
    showTimeLeft(progress.secondsLeft);
}

void StatusBar::showMemory()
{
    const std::int64_t used = procBytes(QStringLiteral("/proc/self/status"), "VmRSS:");
    const std::int64_t all = procBytes(QStringLiteral("/proc/meminfo"), "MemTotal:");
    m_memory->setVisible(used > 0 && all > 0);
    constexpr double kGigabyte = 1024.0 * 1024.0 * 1024.0; // as memory is sold
    m_memory->setText(tr("Memory %1 of %2 GB")
                          .arg(formatNumber(static_cast<double>(used) / kGigabyte, 1),
                               formatNumber(static_cast<double>(all) / kGigabyte, 0)));
}

} // namespace saccade
