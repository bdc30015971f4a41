#include "ui/pages/predict_batch_pane.h"

#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dialogs/problems_dialog.h"
#include "ui/models/problems_model.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/window/workbench.h"

namespace saccade {

namespace {

constexpr int kBarSteps = 1000;
constexpr std::size_t kFilesBeforeTime = 20; // the first few say little of how long the rest takes
const QString kFolderKey = QStringLiteral("predict/batchFolder");

std::filesystem::path pathOf(const QString& file)
{
    return QDir::cleanPath(file).toStdString();
}

} // namespace

PredictBatchPane::PredictBatchPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_problems(new ProblemsModel(this)), m_session(workbench.loader)
{
    setObjectName(QStringLiteral("predictBatchPane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    createParts();
    createLayout();
    connect(m_choose, &QPushButton::clicked, this, &PredictBatchPane::choose);
    connect(m_stop, &QPushButton::clicked, &m_session, &BatchSession::cancel);
    connect(m_showProblems, &QPushButton::clicked, this, &PredictBatchPane::showProblems);
    connect(m_open, &QPushButton::clicked, this, &PredictBatchPane::openTable);
    connect(&m_session, &BatchSession::started, this, &PredictBatchPane::showAll);
    connect(&m_session, &BatchSession::progressed, this, &PredictBatchPane::showAll);
    connect(&m_session, &BatchSession::ended, this, &PredictBatchPane::showAll);
    connect(&workbench.predict, &PredictSession::modelChanged, this, &PredictBatchPane::showAll);
    showAll();
}

void PredictBatchPane::createParts()
{
    m_choose =
        makeButton(QStringLiteral("chooseBatchFolderButton"), tr("Choose folder…"), QStringLiteral("folder"), {}, this);
    m_state = new ElidedLabel(this);
    m_state->setObjectName(QStringLiteral("batchState"));
    m_timeLeft = makeLabel({}, QStringLiteral("2"), this);
    m_timeLeft->setObjectName(QStringLiteral("batchTimeLeft"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("batchProgress"));
    m_progress->setAccessibleName(tr("Files classified"));
    m_progress->setTextVisible(false);
    m_unread = makeLabel({}, QStringLiteral("warning"), this);
    m_unread->setObjectName(QStringLiteral("batchUnread"));
    m_unread->setWordWrap(true);
    m_showProblems =
        makeButton(QStringLiteral("showBatchProblemsButton"), tr("Show"), {}, QStringLiteral("flat"), this);
    m_showProblems->setToolTip(tr("Lists these files with their reasons"));
    m_stop = makeButton(QStringLiteral("stopBatchButton"), tr("Stop"), {}, {}, this);
    m_stop->setToolTip(tr("The table keeps what is classified by then"));
    m_open = makeButton(QStringLiteral("openBatchTableButton"), {}, {}, QStringLiteral("flat"), this);
    m_fault = new MessageNote(this);
    m_fault->setObjectName(QStringLiteral("batchFault"));
}

void PredictBatchPane::createLayout()
{
    auto* title = new PaneTitle(tr("Folder to CSV"), this);
    title->addWidget(m_choose);
    auto* first = new QHBoxLayout;
    first->setSpacing(measure::kControlGap);
    first->addWidget(m_state, 1);
    first->addWidget(m_timeLeft);
    auto* second = new QHBoxLayout;
    second->setSpacing(measure::kControlGap);
    second->addWidget(m_unread, 1);
    second->addWidget(m_showProblems);
    second->addWidget(m_stop);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    body->setSpacing(measure::kControlGap);
    body->addLayout(first);
    body->addWidget(m_progress);
    body->addLayout(second);
    body->addWidget(m_open, 0, Qt::AlignLeading);
    body->addWidget(m_fault);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(title);
    layout->addLayout(body);
}

void PredictBatchPane::choose()
{
    m_workbench.dialogs.chooseFolder(this, tr("Choose a folder of images"),
                                     m_workbench.preferences.value(kFolderKey).toString(),
                                     [this](const QString& folder) {
                                         if (!folder.isEmpty()) {
                                             m_workbench.preferences.setValue(kFolderKey, folder);
                                             chooseTable(folder);
                                         }
                                     });
}

void PredictBatchPane::chooseTable(const QString& folder)
{
    m_workbench.dialogs.chooseSaveFile(
        this, tr("Save the answers"), tr("%1.csv").arg(QDir::cleanPath(folder)), tr("CSV (*.csv)"),
        [this, folder](const QString& file) {
            if (!file.isEmpty()) {
                m_session.start({pathOf(folder), pathOf(file), m_workbench.predict.model()});
            }
        });
}

void PredictBatchPane::showAll()
{
    const bool isBusy = m_session.isBusy();
    const bool hasModel = m_workbench.predict.hasModel();
    const BatchProgress& progress = m_session.progress();
    const bool isTableThere = !isBusy && !m_session.request().csv.empty() && !m_session.error();
    m_choose->setEnabled(hasModel && !isBusy);
    m_choose->setToolTip(hasModel ? tr("Classifies all images of a folder into a table")
                                  : tr("Choose a network first"));
    showState();
    m_timeLeft->setText(isBusy && progress.secondsLeft >= 0 && progress.done >= kFilesBeforeTime
                            ? tr("%1 left").arg(formatDuration(std::max(1.0, progress.secondsLeft)))
                            : QString());
    m_progress->setVisible(isBusy);
    m_progress->setRange(0, progress.total > 0 ? kBarSteps : 0);
    m_progress->setValue(progress.total > 0 ? static_cast<int>(progress.done * std::size_t{kBarSteps} / progress.total)
                                            : 0);
    const int unread = static_cast<int>(m_session.problems().size());
    m_unread->setText(unread == 0   ? QString()
                      : unread == 1 ? tr("1 file could not be read")
                                    : tr("%1 files could not be read").arg(formatCount(unread)));
    m_showProblems->setVisible(unread > 0);
    m_stop->setVisible(isBusy);
    m_open->setVisible(isTableThere);
    m_open->setText(tr("Open %1").arg(displayName(m_session.request().csv.filename().string())));
    m_open->setToolTip(displayName(m_session.request().csv.string()));
    if (!isBusy && m_session.error() && !m_session.isCancelled()) {
        m_fault->setMessage(MessageNote::Kind::Fault, errorText(*m_session.error()));
    } else {
        m_fault->clear();
    }
}

void PredictBatchPane::showState()
{
    const BatchProgress& progress = m_session.progress();
    const QString folder = displayName(m_session.request().folder.filename().string());
    const QString done = formatCount(static_cast<std::int64_t>(progress.done));
    const QString total = formatCount(static_cast<std::int64_t>(progress.total));
    const bool isIdle = m_session.request().csv.empty();
    QString text;
    if (isIdle) {
        text = tr("One line for each image: path, class, probabilities");
    } else if (progress.total == 0) {
        text = m_session.isBusy()        ? tr("%1, looking for images…").arg(folder)
               : m_session.isCancelled() ? tr("%1, stopped before the first file").arg(folder)
                                         : folder;
    } else if (m_session.isCancelled()) {
        text = tr("%1, stopped: the table has the first %2 of %3 files").arg(folder, done, total);
    } else if (progress.done == progress.total) {
        text = tr("%1, %2 files").arg(folder, total);
    } else {
        text = tr("%1, %2 of %3 files").arg(folder, done, total);
    }
    setTone(m_state, isIdle ? QStringLiteral("2") : QString());
    m_state->setText(text);
}

void PredictBatchPane::showProblems()
{
    m_problems->setProblems(m_session.problems());
    auto* dialog = new ProblemsDialog(*m_problems, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void PredictBatchPane::openTable()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(m_session.request().csv.string())));
}

} // namespace saccade
