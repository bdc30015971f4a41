#include "ui/pages/export_page.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

#include "engine/network/graph_summary.h"
#include "engine/session/answer_rules.h"
#include "ui/models/export_text.h"
#include "ui/pages/export_chart_pane.h"
#include "ui/pages/export_code_pane.h"
#include "ui/pages/export_contents_pane.h"
#include "ui/pages/export_formats_pane.h"
#include "ui/pages/export_place_pane.h"
#include "ui/settings/data_preferences.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_note.h"

namespace saccade {

namespace {

std::int64_t weightBytes(const LayerGraph& network)
{
    std::int64_t numbers = 0;
    if (const Result<GraphSummary> summary = summarise(network)) {
        for (const ParameterInfo& parameter : summary->parameters) {
            numbers += parameter.elements();
        }
    }
    return numbers * static_cast<std::int64_t>(sizeof(float));
}

} // namespace

ExportPage::ExportPage(Workbench& bench, QWidget* parent) : Page(bench, tr("Export"), QStringLiteral("export"), parent)
{
    setObjectName(QStringLiteral("exportPage"));
    createActions();
    createHeader();
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(QStringLiteral("export"),
                             tr("Here a trained run becomes files for other programs, each checked on test images."),
                             tr("Open a run folder…"), m_stack);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(createContent());
    setContent(m_stack);
    connectSessions();
    useRun();
}

void ExportPage::connectSessions()
{
    Workbench& bench = workbench();
    connect(m_empty, &EmptyState::triggered, this, &ExportPage::chooseRunFolder);
    connect(&bench.evaluate, &EvaluateSession::opened, this, &ExportPage::useRun);
    connect(&bench.evaluate, &EvaluateSession::failed, this, [this](const Error& error) {
        if (m_run == nullptr && error.code != ErrorCode::Cancelled) {
            m_empty->setSentence(errorText(error));
        }
    });
    connect(&bench.evaluate.answerRules(), &AnswerRules::changed, this, [this](const std::filesystem::path& run) {
        if (m_run && m_run->path == run) {
            readContract();
        }
    });
    connect(&bench.preferences, &Preferences::recentChanged, this, &ExportPage::fillRuns);
    connect(&bench.loader, &EngineLoader::failed, this, &ExportPage::showHeader);
    connect(&m_contracts, &RunContractLoader::loaded, this, &ExportPage::showContract);
    connect(&m_contracts, &RunContractLoader::failed, this,
            [this](const Error& error) { m_problem->setMessage(MessageNote::Kind::Fault, errorText(error)); });
    connect(&bench.exporter, &ExportSession::started, this, &ExportPage::showAll);
    connect(&bench.exporter, &ExportSession::progressed, this, &ExportPage::showProgress);
    connect(&bench.exporter, &ExportSession::finished, this, &ExportPage::showAll);
    connect(&bench.exporter, &ExportSession::ended, this, &ExportPage::showAll);
    connect(m_formats, &ExportFormatsPane::wantedChanged, this, &ExportPage::showAll);
    connect(m_formats, &ExportFormatsPane::currentChanged, this, &ExportPage::showUsage);
    connect(m_place, &ExportPlacePane::placeChanged, this, &ExportPage::showUsage);
}

QList<QAction*> ExportPage::menuActions() const
{
    return m_actions;
}

void ExportPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    readContract(); // the run's files may have been changed by another program
    if (m_run != nullptr) {
        m_place->refresh();
    }
}

void ExportPage::fillRuns()
{
    QStringList folders = workbench().preferences.recentRuns();
    const QString current = m_run ? QString::fromStdString(m_run->path.string()) : QString();
    if (!current.isEmpty()) {
        folders.removeAll(current);
        folders.prepend(current);
    }
    m_runs->clear();
    for (const QString& folder : folders) {
        m_runs->addItem(folder.section(QLatin1Char('/'), -1), folder);
        m_runs->setItemData(m_runs->count() - 1, folder, Qt::ToolTipRole);
    }
    m_runs->addItem(tr("Open a run folder…"), QString());
    m_runs->setCurrentIndex(current.isEmpty() ? -1 : 0);
}

void ExportPage::chooseRun(int choice)
{
    const QString folder = m_runs->itemData(choice).toString();
    fillRuns(); // it names the run that is shown until the other one is read
    if (folder.isEmpty()) {
        chooseRunFolder();
    } else {
        workbench().evaluate.open(folder.toStdString());
    }
}

void ExportPage::chooseRunFolder()
{
    workbench().dialogs.chooseFolder(this, tr("Open a run folder"),
                                     QString::fromStdString(workbench().runsFolder.string()),
                                     [this](const QString& folder) {
                                         if (!folder.isEmpty()) {
                                             workbench().evaluate.open(folder.toStdString());
                                         }
                                     });
}

void ExportPage::useRun()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    if (evaluation.trial || (m_run && evaluation.run == m_run)) {
        return; // a model file was exported already; another part or epoch of the run changes nothing here
    }
    m_run = evaluation.run;
    m_contract = {};
    fillRuns();
    fillWeights();
    m_stack->setCurrentIndex(m_run ? 1 : 0);
    if (m_run) {
        m_place->setRun(m_run->path);
        readContract();
    }
    showAll();
}

/// What was last is a choice only where something before it was better.
void ExportPage::fillWeights()
{
    const std::optional<RunReport> report = m_run ? m_run->report : std::nullopt;
    m_weights->clear();
    m_weights->addItem(report ? tr("Best weights, epoch %1").arg(formatEpochs(report->bestEpoch)) : tr("Best weights"));
    const bool isChoice = report && report->bestStep < report->steps;
    if (isChoice) {
        m_weights->addItem(tr("Last weights, epoch %1").arg(formatEpochs(report->epochs)));
    }
    m_weights->setEnabled(isChoice);
    m_weights->setToolTip(isChoice ? tr("The run's temperature and threshold belong to its best weights: files of the "
                                        "last ones go without.")
                                   : tr("The last validation was the best: there is nothing to choose"));
    m_weights->setVisible(m_run != nullptr);
    m_place->setWeights(weights());
}

void ExportPage::useWeights()
{
    m_contract = {};
    m_place->setWeights(weights());
    readContract();
    showAll();
}

KeptWeights ExportPage::weights() const
{
    return m_weights->currentIndex() == 1 ? KeptWeights::Last : KeptWeights::Best;
}

ExportSubject ExportPage::subject() const
{
    return {m_run->path, weights()};
}

void ExportPage::readContract()
{
    if (m_run) {
        m_contracts.load(m_run, weights());
    }
}

void ExportPage::showContract(const PortableModel& contract)
{
    m_contract = contract;
    m_problem->clear();
    m_contents->show(contract);
    m_formats->setExpectedBytes(weightBytes(contract.network));
    showAll();
}

std::vector<ExportOutcome> ExportPage::outcomesOfRun() const
{
    std::vector<ExportOutcome> outcomes;
    for (std::size_t i = 0; m_run && i < kExportFormatNames.size(); ++i) {
        if (const ExportOutcome* outcome = outcomeOf(workbench().exporter, subject(), static_cast<ExportFormat>(i))) {
            outcomes.push_back(*outcome);
        }
    }
    return outcomes;
}

void ExportPage::showAll()
{
    if (m_run) {
        const std::vector<ExportOutcome> outcomes = outcomesOfRun();
        m_formats->show(workbench().exporter, subject(), {m_contract.temperature, m_contract.rejectThreshold});
        m_chart->setOutcomes(outcomes);
        m_place->setFormats(m_formats->wanted());
        m_place->setWritten(outcomes);
        m_place->setEditable(!workbench().exporter.isBusy());
        showUsage();
    }
    showHeader();
    showProgress();
}

bool ExportPage::isReady() const
{
    return m_run && !m_contract.network.nodes.empty() && !workbench().exporter.isBusy() &&
           !workbench().loader.computeEngineProblem() && !workbench().loader.imageReaderProblem();
}

void ExportPage::showHeader()
{
    QString accuracy;
    if (m_run && weights() == KeptWeights::Last) {
        accuracy = tr("the test figures are those of the best weights");
    } else if (m_run && m_run->report && m_run->report->testAccuracy) {
        accuracy = tr("%1 on the test set, epoch %2")
                       .arg(formatPercent(*m_run->report->testAccuracy, 2), formatEpochs(m_run->report->bestEpoch));
    } else if (m_run) {
        accuracy = tr("not evaluated on test images");
    }
    setSubject({}, accuracy);
    const int count = static_cast<int>(m_formats->wanted().size());
    m_export->setText(count == 0 ? tr("Export") : tr("Export %n formats", nullptr, count));
    m_export->setEnabled(isReady() && count > 0);
    m_again->setEnabled(isReady() && !outcomesOfRun().empty());
    m_actions[0]->setEnabled(m_export->isEnabled());
    m_actions[1]->setEnabled(m_again->isEnabled());
    const EngineLoader& loader = workbench().loader;
    const std::optional<Error>& problem =
        loader.computeEngineProblem() ? loader.computeEngineProblem() : loader.imageReaderProblem();
    if (problem) {
        m_problem->setMessage(MessageNote::Kind::Fault, errorText(*problem));
    }
}

void ExportPage::showProgress()
{
    const ExportSession& exporter = workbench().exporter;
    m_band->setVisible(exporter.isBusy());
    if (!exporter.isBusy()) {
        return;
    }
    const ExportProgress& progress = exporter.progress();
    const QString run = displayName(exporter.request().run->title);
    switch (progress.stage) {
    case ExportProgress::Stage::Waiting: m_bandText->setText(tr("Reading the weights of %1").arg(run)); break;
    case ExportProgress::Stage::OpeningImages: m_bandText->setText(tr("Opening the images of %1").arg(run)); break;
    case ExportProgress::Stage::Checking:
        m_bandText->setText(tr("Writing and checking %1").arg(exportFormatTitle(progress.format)));
        break;
    }
    m_bar->setRange(0, static_cast<int>(progress.total));
    m_bar->setValue(static_cast<int>(progress.done));
    QString left;
    if (progress.total > 0) {
        left = tr("%1 of %2 images")
                   .arg(formatCount(static_cast<std::int64_t>(progress.done)),
                        formatCount(static_cast<std::int64_t>(progress.total)));
    }
    if (progress.secondsLeft >= 1) {
        left += tr(", %1 left").arg(formatDuration(progress.secondsLeft));
    }
    m_bandLeft->setText(left);
    if (m_run) {
        m_formats->show(exporter, subject(), {m_contract.temperature, m_contract.rejectThreshold});
    }
}

void ExportPage::showUsage()
{
    if (m_run) {
        m_code->show(m_formats->current(), {m_contract, m_place->file(), m_run->path},
                     outcomeOf(workbench().exporter, subject(), m_formats->current()));
    }
}

void ExportPage::exportWanted()
{
    if (!isReady()) {
        return;
    }
    const std::vector<ExportFormat> formats = m_formats->wanted();
    const QStringList replaced = m_place->replaced();
    if (replaced.isEmpty()) {
        start(formats);
        return;
    }
    workbench().dialogs.confirm(
        this, tr("Replace the files that are there?"),
        tr("In %1: %2").arg(displayName(m_place->file().parent_path().string()), replaced.join(QStringLiteral(", "))),
        tr("Replace"), [this, formats](bool confirmed) {
            if (confirmed) {
                start(formats);
            }
        });
}

/// Files with another rule than the run's, and those that failed or are gone, are written again.
void ExportPage::checkAgain()
{
    if (!isReady()) {
        return;
    }
    const AnswerRule rule{m_contract.temperature, m_contract.rejectThreshold};
    std::vector<ExportFormat> formats;
    std::vector<ExportReport> written;
    for (const ExportOutcome& outcome : outcomesOfRun()) {
        formats.push_back(outcome.format);
        if (outcome.report && outcome.rule == rule) {
            written.push_back(*outcome.report);
        }
    }
    start(formats, written);
}

void ExportPage::start(const std::vector<ExportFormat>& formats, const std::vector<ExportReport>& written)
{
    ExportRequest request;
    request.run = m_run;
    request.weights = weights();
    request.formats = formats;
    request.written = written;
    request.file = m_place->file();
    request.checkImages = m_formats->checkImages();
    if (workbench().data.dataSet().id == m_run->plan.data.id) {
        request.dataSet = workbench().data.dataSet();
    }
    request.cacheFolder = workbench().cacheFolder;
    request.cacheBytes = cacheLimitBytes(workbench().preferences);
    workbench().exporter.start(request);
}

} // namespace saccade
