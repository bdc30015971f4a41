#include "ui/pages/train_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/formats/graph_file.h"
#include "engine/training/schedule.h"
#include "ui/forms/settings_form.h"
#include "ui/pages/network_files.h"
#include "ui/pages/probe_strip.h"
#include "ui/pages/train_curves.h"
#include "ui/pages/train_readout.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kSettingsWidth = 344;
constexpr int kProbeHeight = 144;
constexpr int kProbeText = 64; // of it
// A person reads no faster, and each update costs a training as much as it costs the page: its threads wait for one
// another.
constexpr int kShowMs = 500;
constexpr int kCheckMs = 120;
} // namespace

TrainPage::TrainPage(Workbench& bench, QWidget* parent) : Page(bench, tr("Train"), QStringLiteral("train"), parent)
{
    setObjectName(QStringLiteral("trainPage"));
    createActions();
    createHeader();
    createContent();
    m_showTimer.setSingleShot(true);
    m_showTimer.setInterval(kShowMs);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(kCheckMs);
    connect(&m_showTimer, &QTimer::timeout, this, &TrainPage::showRun);
    connect(&m_checkTimer, &QTimer::timeout, this, &TrainPage::check);
    connectSessions();
    dataSetOpened(workbench().data.dataSet());
    stateChanged(workbench().train.state());
}

void TrainPage::createActions()
{
    const auto add = [this](const QString& name, const QString& text, const QList<QKeySequence>& keys) {
        auto* action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcuts(keys);
        addAction(action);
        m_menu.append(action);
        return action;
    };
    m_startAction = add(QStringLiteral("startAction"), tr("Start"),
                        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_stopAction = add(QStringLiteral("stopAction"), tr("Stop and keep best"), {QKeySequence(Qt::SHIFT | Qt::Key_F8)});
    connect(m_startAction, &QAction::triggered, this, &TrainPage::start);
    connect(m_stopAction, &QAction::triggered, this, &TrainPage::stop);
}

QList<QAction*> TrainPage::menuActions() const
{
    return m_menu;
}

void TrainPage::createHeader()
{
    m_startButton =
        makeButton(QStringLiteral("startButton"), tr("Start"), QStringLiteral("play"), QStringLiteral("primary"), this);
    m_startButton->setToolTip(tr("Start training (Ctrl+Enter)"));
    m_stopButton = makeButton(QStringLiteral("stopButton"), tr("Stop and keep best"), QStringLiteral("stop"), {}, this);
    m_stopButton->setToolTip(tr("Stop after this batch and keep the best weights (Shift+F8)"));
    addHeaderWidget(m_startButton);
    addHeaderWidget(m_stopButton);
    connect(m_startButton, &QPushButton::clicked, m_startAction, &QAction::trigger);
    connect(m_stopButton, &QPushButton::clicked, m_stopAction, &QAction::trigger);
}

void TrainPage::createContent()
{
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("trainSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    QWidget* left = makePane(QStringLiteral("settingsPane"), splitter);
    m_form = new SettingsForm(workbench().preferences, workbench().dialogs, workbench().presetsFolder, left);
    paneLayout(left)->addWidget(m_form);
    left->setMinimumWidth(paneWidth(300));
    splitter->addWidget(left);
    splitter->addWidget(createRight());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kSettingsWidth, 10'000});
    setContent(splitter);
    connect(m_form, &SettingsForm::settingsChanged, this, &TrainPage::settingsChanged);
    connect(m_form, &SettingsForm::networkFileRequested, this, &TrainPage::chooseNetworkFile);
    connect(m_form, &SettingsForm::saveNetworkRequested, this, &TrainPage::saveNetwork);
}

QWidget* TrainPage::createRight()
{
    QWidget* right = makePane(QStringLiteral("trainPane"), this);
    m_band = new TrainBand(right);
    m_problemRow = new QWidget(right);
    auto* problem = new QHBoxLayout(m_problemRow);
    problem->setContentsMargins(measure::kPageMargin, 8, measure::kPageMargin, 8);
    problem->addWidget(new IconLabel(QStringLiteral("warning"), &Theme::bad, 16, m_problemRow), 0, Qt::AlignTop);
    m_problemLabel = makeLabel({}, QStringLiteral("bad"), m_problemRow);
    m_problemLabel->setObjectName(QStringLiteral("problemLabel"));
    m_problemLabel->setWordWrap(true);
    m_problemLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem->addWidget(m_problemLabel, 1);
    m_problemRow->hide();
    m_readout = new TrainReadout(right);
    m_curves = new TrainCurves(workbench(), m_data, m_readout, right);
    m_probes = new ProbeStrip(right);
    m_probes->setFixedHeight(kProbeHeight - kProbeText + textSized(kProbeText));
    QVBoxLayout* layout = paneLayout(right);
    layout->addWidget(m_band);
    layout->addWidget(createStartRow(right));
    layout->addWidget(m_problemRow);
    layout->addWidget(m_curves, 1);
    layout->addWidget(makeHorizontalLine(right));
    layout->addWidget(m_probes);
    connect(m_band, &TrainBand::wayOutRequested, this, [this] { emit pageRequested(PageId::Data); });
    connect(&m_curves->plot(), &CurvePlot::cursorMoved, this, &TrainPage::showReadout);
    connect(&m_curves->plot(), &CurvePlot::openRequested, this, &TrainPage::openEpochInEvaluate);
    connect(m_readout, &TrainReadout::openRequested, this, &TrainPage::openInEvaluate);
    return right;
}

void TrainPage::connectSessions()
{
    Workbench& bench = workbench();
    connect(&bench.data, &DataSession::opened, this, &TrainPage::dataSetOpened);
    connect(&bench.train, &TrainSession::stateChanged, this, &TrainPage::stateChanged);
    connect(&bench.train, &TrainSession::updated, this, &TrainPage::updated);
    connect(&bench.train, &TrainSession::ended, this, &TrainPage::ended);
    connect(&bench.train, &TrainSession::startPointRead, this, &TrainPage::setStart);
    connect(&bench.train, &TrainSession::startPointFailed, this, [this](const Error& error) { showProblem(error); });
    connect(&bench.loader, &EngineLoader::computeEngineReady, this, [this] {
        m_form->setDevices(workbench().loader.computeEngine()->devices());
        check();
    });
    connect(&bench.loader, &EngineLoader::failed, this, &TrainPage::check);
    if (bench.loader.computeEngine() != nullptr) {
        m_form->setDevices(bench.loader.computeEngine()->devices());
    }
}

bool TrainPage::isRunning() const
{
    return workbench().train.state() != TrainState::Idle;
}

void TrainPage::start()
{
    m_checkTimer.stop();
    if (isRunning() || !hasData()) {
        return;
    }
    const Result<TrainPlan> plan = draftPlanFor(m_form->settings(), m_dataSet, m_form->preset(), m_start);
    const Result<void> valid = plan ? validatePlan(*plan, m_dataSet) : Result<void>(plan.error());
    if (!valid) {
        showProblem(valid.error());
        return;
    }
    m_report.reset();
    m_phase = TrainPhase::Preparing;
    m_sinceStart.start();
    keepPrevious();
    beginCurves(*plan);
    showProblem({});
    m_form->setLocked(true);
    m_curves->plot().setFocus(Qt::MouseFocusReason); // the button that had it is disabled now
    m_start.reset();                                 // the plan has it
    workbench().train.start(*plan, m_dataSet, workbench().runsFolder);
}

void TrainPage::stop()
{
    if (workbench().train.state() == TrainState::Running) {
        workbench().train.requestStop();
    }
}

void TrainPage::openInEvaluate()
{
    if (!isRunning() && !workbench().train.runFolder().empty()) {
        workbench().evaluate.open(workbench().train.runFolder());
        emit pageRequested(PageId::Evaluate);
    }
}

/// The epoch at the cursor, also of a run that is going on; between two validations the run as it ended.
void TrainPage::openEpochInEvaluate()
{
    const CurvePlot& plot = m_curves->plot();
    const bool isAtPoint = plot.cursor() && *plot.cursor() < m_data.stopCount();
    const CurveReading reading = isAtPoint ? m_data.reading(*plot.cursor()) : CurveReading();
    if (!reading.isValidation || !reading.validationAccuracy || workbench().train.runFolder().empty()) {
        openInEvaluate();
        return;
    }
    workbench().evaluate.openAt(workbench().train.runFolder(), reading.step);
    emit pageRequested(PageId::Evaluate);
}

void TrainPage::chooseNetworkFile()
{
    openNetworkFile(workbench().dialogs, this, [this](const std::string& path, const std::optional<Error>& error) {
        if (error) {
            showProblem(error);
        } else {
            m_form->setNetworkFile(path);
        }
    });
}

void TrainPage::saveNetwork()
{
    if (const LayerGraph* network = m_form->network()) {
        saveNetworkFile(workbench().dialogs, this, *network, [this](const Error& error) { showProblem(error); });
    }
}

void TrainPage::dataSetOpened(const DataSet& dataSet)
{
    m_dataSet = dataSet;
    if (hasData()) {
        m_form->setDataSet(dataSet);
        applySplit();
    }
    check();
}

void TrainPage::settingsChanged()
{
    m_report.reset();
    m_checkTimer.start();
}

void TrainPage::applySplit()
{
    const TrainSettings& settings = m_form->settings();
    SplitRule rule = workbench().data.splitRule();
    if (hasData() && !m_dataSet.hasGivenValidation && rule.validationShare != settings.validationShare) {
        rule.validationShare = settings.validationShare;
        workbench().data.setSplit(rule);
    }
}

void TrainPage::check()
{
    m_plan.reset();
    std::optional<Error> problem;
    if (hasData()) {
        applySplit();
        const Result<TrainPlan> plan = draftPlanFor(m_form->settings(), m_dataSet, m_form->preset(), m_start);
        const Result<void> valid = plan ? validatePlan(*plan, m_dataSet) : Result<void>(plan.error());
        if (valid) {
            m_plan = *plan;
        } else {
            problem = valid.error();
        }
    }
    const bool isAtField = m_form->setProblem(problem);
    if (!isRunning()) {
        if (m_plan && !m_report) {
            m_probes->setProbes(m_dataSet, m_plan->probes);
            showComingRun();
        }
        const std::optional<Error>& missing = workbench().loader.computeEngineProblem();
        const bool isSaid = m_report && m_report->error; // how the last run failed stays readable
        if (missing || !isSaid) {
            showProblem(missing ? missing : isAtField ? std::nullopt : problem);
        }
    }
    showAll();
}

void TrainPage::showComingRun()
{
    if (m_data.isEmpty()) {
        const TrainSettings& settings = m_form->settings();
        m_data.setPlanned(settings.epochs, totalSteps(settings, m_dataSet.indicesOf(Part::Training).size()));
        m_curves->refresh();
    }
}

void TrainPage::keepPrevious()
{
    if (!m_data.epochs().empty()) {
        m_previous = m_data;
        m_previousTitle = m_runTitle;
        m_curves->setPrevious(&m_previous, m_previousTitle);
    }
}

void TrainPage::beginCurves(const TrainPlan& plan)
{
    m_runTitle = tr("run %1").arg(++m_runCount);
    m_data.clear();
    m_latestProbes.reset();
    m_data.setPlanned(plan.settings.epochs, totalSteps(plan.settings, m_dataSet.indicesOf(Part::Training).size()));
    m_progress = RunProgress(plan.settings, m_dataSet);
    m_probes->setProbes(m_dataSet, plan.probes);
    m_curves->plot().setFollowing(true);
    m_curves->refresh();
}

void TrainPage::stateChanged(TrainState state)
{
    if (state == TrainState::Idle) {
        m_form->setLocked(false);
    }
    showAll();
}

void TrainPage::updated(const TrainUpdate& update)
{
    if (update.phase) {
        m_phase = *update.phase;
    }
    if (update.resolvedPlan) {
        const TrainSettings& settings = update.resolvedPlan->settings;
        m_data.setPlanned(settings.epochs, totalSteps(settings, m_dataSet.indicesOf(Part::Training).size()));
    }
    m_data.addBatches(update.batches);
    m_data.addEpochs(update.epochs);
    m_progress.addBatches(update.batches);
    m_progress.addEpochs(update.epochs);
    if (update.snapshot && update.snapshot->tensors) {
        const TrainPlan& plan = workbench().train.plan();
        Model model;
        model.title = tr("this run, epoch %1").arg(formatEpochs(update.snapshot->epoch)).toStdString();
        model.network = plan.network;
        model.tensors = update.snapshot->tensors;
        model.classNames = plan.data.classNames;
        model.resize = plan.data.resize;
        workbench().predict.setModel(model);
    }
    if (update.probes) {
        m_latestProbes = *update.probes;
    }
    if (update.recordProblem) {
        showProblem(update.recordProblem);
    }
    m_hasNewPoints = m_hasNewPoints || !update.batches.empty() || !update.epochs.empty();
    showSoon();
}

void TrainPage::ended(const RunReport& report)
{
    m_report = report;
    m_usedSeconds = static_cast<double>(m_sinceStart.elapsed()) / 1000;
    m_form->setNow({});
    m_hasNewPoints = true;
    if (report.error) {
        showProblem(report.error);
    }
    const std::filesystem::path folder = workbench().train.runFolder();
    if (!folder.empty() && report.reason != EndReason::Failed) {
        workbench().preferences.addRecentRun(QString::fromStdString(folder.string()));
        workbench().evaluate.open(folder);
    }
    showAll();
}

void TrainPage::showSoon()
{
    if (!m_showTimer.isActive()) {
        m_showTimer.start();
    }
}

std::optional<DeviceInfo> TrainPage::device() const
{
    const ComputeEngine* engine = workbench().loader.computeEngine();
    if (engine == nullptr) {
        return {};
    }
    const std::vector<DeviceInfo> devices = engine->devices();
    const std::string& wanted = m_form->settings().device;
    for (const DeviceInfo& candidate : devices) {
        if (candidate.id == wanted) {
            return candidate;
        }
    }
    return devices.empty() ? std::nullopt : std::optional<DeviceInfo>(devices.back());
}

} // namespace saccade
