#include "ui/pages/predict_compare_pane.h"

#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/session/answer_rules.h"
#include "ui/models/compared_answers.h"
#include "ui/pages/model_file_question.h"
#include "ui/pages/model_names.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dropped_images.h"
#include "ui/widgets/dropped_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/panes.h"
#include "ui/window/workbench.h"

namespace saccade {

namespace {

constexpr std::size_t kClassesOfEach = 3;
const char* const kSecondKey = "predict/secondModel";

PairedBars::Row rowOf(const ComparedClass& shown)
{
    const auto text = [](const std::optional<double>& probability) {
        //: a network that does not know a class
        return probability ? formatPercent(*probability, 1) : PredictComparePane::tr("no such class");
    };
    return {shown.name, shown.first.value_or(0), text(shown.first), shown.second.value_or(0), text(shown.second)};
}

/// The picture as it was dropped, from where it can still be had in full.
std::optional<PredictInput> inputOf(const HistoryEntry& entry)
{
    if (entry.error) {
        return std::nullopt;
    }
    if (!entry.file.empty()) {
        return PredictInput{entry.name.toStdString(), entry.file};
    }
    if (!entry.picture.isNull() && entry.picture.size() == entry.originalSize) {
        return PredictInput{entry.name.toStdString(), imageOf(entry.picture)};
    }
    return std::nullopt;
}

} // namespace

PredictComparePane::PredictComparePane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_session(workbench.loader)
{
    setObjectName(QStringLiteral("predictComparePane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    createParts();
    createLayout();
    connectSessions();
    showModel();
    openRemembered();
}

void PredictComparePane::createParts()
{
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("compareMenu"));
    m_menu->setToolTipsVisible(true);
    m_choose =
        makeButton(QStringLiteral("compareButton"), tr("Compare with…"), QStringLiteral("chevron-down"), {}, this);
    m_choose->setToolTip(tr("Asks a second network about the same images"));
    m_remove =
        makeToolButton(QStringLiteral("removeCompareButton"), tr("Compare no more"), QStringLiteral("trash"), this);
    m_body = new QWidget(this);
    m_title = new ElidedLabel(m_body);
    m_title->setObjectName(QStringLiteral("compareModel"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_sentence = makeLabel({}, {}, m_body);
    m_sentence->setObjectName(QStringLiteral("compareSentence"));
    m_sentence->setWordWrap(true);
    m_bars = new PairedBars(tr("First"), tr("Second"), m_body);
    m_bars->setObjectName(QStringLiteral("compareBars"));
    m_bars->setAccessibleName(tr("Answers of both networks"));
    m_bars->setScaleEnd(1);
    m_agreement = makeCaption({}, m_body);
    m_agreement->setObjectName(QStringLiteral("compareAgreement"));
    m_agreement->setWordWrap(true);
    m_note = new MessageNote(this);
    m_note->setObjectName(QStringLiteral("compareNote"));
}

void PredictComparePane::createLayout()
{
    auto* title = new PaneTitle(tr("Second network"), this);
    title->addWidget(m_remove);
    title->addWidget(m_choose);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    body->setSpacing(measure::kControlGap);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_sentence, m_bars, m_agreement}) {
        body->addWidget(part);
    }
    auto* note = new QVBoxLayout;
    note->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    note->addWidget(m_note);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(title);
    layout->addLayout(note);
    layout->addWidget(m_body);
}

void PredictComparePane::connectSessions()
{
    connect(m_choose, &QPushButton::clicked, this, [this] {
        fillMenu();
        m_menu->popup(m_choose->mapToGlobal(m_choose->rect().bottomLeft()));
    });
    connect(m_remove, &QPushButton::clicked, this, &PredictComparePane::removeModel);
    connect(&m_loader, &RunModelLoader::loaded, this, &PredictComparePane::useModel);
    connect(&m_loader, &RunModelLoader::failed, this, [this](const Error& error) {
        m_note->setMessage(MessageNote::Kind::Fault, errorText(error));
        if (!m_hasModel) {
            m_workbench.preferences.setValue(QLatin1String(kSecondKey), QString()); // it is said once
        }
    });
    connect(&m_session, &PredictSession::predicted, this, &PredictComparePane::keepAnswer);
    connect(&m_workbench.predict, &PredictSession::modelChanged, this, &PredictComparePane::openRemembered);
    connect(&m_workbench.evaluate.answerRules(), &AnswerRules::changed, this, &PredictComparePane::useRule);
}

void PredictComparePane::useRule(const std::filesystem::path& run, const AnswerRule& rule)
{
    if (!m_hasModel || m_session.model()->source != run || m_loader.isBusy()) {
        return;
    }
    if (m_session.model()->temperature != rule.temperature) {
        m_loader.open(run); // it is in the weights
    } else {
        m_session.setRejectThreshold(rule.rejectThreshold);
    }
}

void PredictComparePane::fillMenu()
{
    m_menu->clear();
    for (const QString& folder : m_workbench.preferences.recentRuns()) {
        addModel(tr("Best of %1").arg(folder.section(QLatin1Char('/'), -1)), folder);
    }
    for (const QString& file : m_workbench.preferences.recentModels()) {
        addModel(modelFileLabel(file), file);
    }
    m_menu->addSeparator();
    const QString place = QString::fromStdString(m_workbench.runsFolder.string());
    QAction* folder = m_menu->addAction(tr("Open a run folder…"));
    folder->setObjectName(QStringLiteral("compareFolderAction"));
    connect(folder, &QAction::triggered, this, [this, place] {
        m_workbench.dialogs.chooseFolder(this, tr("Open a run folder"), place,
                                         [this](const QString& chosen) { openModel(chosen); });
    });
    QAction* file = m_menu->addAction(tr("Open a model file…"));
    file->setObjectName(QStringLiteral("compareFileAction"));
    connect(file, &QAction::triggered, this,
            [this] { askForModelFile(m_workbench, this, [this](const QString& chosen) { openModel(chosen); }); });
}

void PredictComparePane::addModel(const QString& title, const QString& path)
{
    QAction* action = m_menu->addAction(title);
    action->setToolTip(path);
    connect(action, &QAction::triggered, this, [this, path] { openModel(path); });
}

void PredictComparePane::openModel(const QString& path)
{
    if (!path.isEmpty()) {
        m_note->setMessage(MessageNote::Kind::Busy, tr("Reading the network…"));
        m_loader.open(QFile::encodeName(path).toStdString());
    }
}

/// Not before there is a first one: nobody waits for it.
void PredictComparePane::openRemembered()
{
    if (m_workbench.predict.hasModel() && !std::exchange(m_hasRemembered, true)) {
        openModel(m_workbench.preferences.value(QLatin1String(kSecondKey)).toString());
    }
}

void PredictComparePane::useModel(Model model)
{
    m_note->clear();
    const QString path = QFile::decodeName(model.source.c_str());
    if (!isRunPath(path)) {
        m_workbench.preferences.addRecentModel(path);
    }
    m_workbench.preferences.setValue(QLatin1String(kSecondKey), path);
    model.title = modelTitleOf(model).toStdString();
    m_hasModel = true;
    cancel();
    m_session.setModel(model);
    showModel();
    emit modelChanged();
}

void PredictComparePane::removeModel()
{
    m_hasModel = false;
    m_workbench.preferences.setValue(QLatin1String(kSecondKey), QString());
    cancel();
    showModel();
    emit modelChanged();
}

void PredictComparePane::ask(std::uint64_t id, const PredictInput& input)
{
    const bool isAsked =
        std::any_of(m_asked.begin(), m_asked.end(), [id](const auto& asked) { return asked.second == id; });
    if (m_hasModel && !isAsked) {
        m_asked[m_session.submit(input)] = id;
    }
}

void PredictComparePane::cancel()
{
    m_session.cancel();
    m_asked.clear();
    m_answers.clear();
}

std::optional<ComparedAnswer> PredictComparePane::take(std::uint64_t id)
{
    const auto found = m_answers.find(id);
    if (found == m_answers.end()) {
        return std::nullopt;
    }
    ComparedAnswer answer = std::move(found->second);
    m_answers.erase(found);
    return answer;
}

void PredictComparePane::keepAnswer(const Prediction& prediction)
{
    const auto asked = m_asked.find(prediction.id);
    if (asked == m_asked.end()) {
        return;
    }
    const std::uint64_t id = asked->second;
    m_asked.erase(asked);
    ComparedAnswer answer{displayName(prediction.modelTitle),
                          prediction.modelSource,
                          {},
                          prediction.probabilities,
                          prediction.rejectThreshold,
                          prediction.error,
                          prediction.fileTime};
    for (const std::string& name : prediction.classNames) {
        answer.classNames.append(displayName(name));
    }
    m_answers[id] = std::move(answer);
    emit answered(id);
}

bool PredictComparePane::isOfModel(const ComparedAnswer& answer) const
{
    return m_hasModel && answer.modelSource == m_session.model()->source &&
           answer.modelTitle == displayName(m_session.modelTitle());
}

void PredictComparePane::showModel()
{
    m_body->setVisible(m_hasModel);
    m_remove->setVisible(m_hasModel);
    m_title->setText(m_hasModel ? displayName(m_session.modelTitle()) : QString());
}

void PredictComparePane::say(const QString& sentence, const QString& tone)
{
    m_sentence->setText(sentence);
    setTone(m_sentence, tone);
}

void PredictComparePane::showNothing()
{
    m_bars->hide();
    m_agreement->hide();
    say(tr("Its answers appear here"), QStringLiteral("3"));
}

void PredictComparePane::showEntry(const HistoryEntry& entry, const std::deque<HistoryEntry>& entries)
{
    m_bars->hide();
    m_agreement->hide();
    if (!m_hasModel) {
        return;
    }
    if (entry.second && isOfModel(*entry.second)) {
        showAnswers(entry, entries);
    } else {
        askAgain(entry);
    }
}

void PredictComparePane::askAgain(const HistoryEntry& entry)
{
    if (const std::optional<PredictInput> input = inputOf(entry)) {
        say(tr("Asking the second network…"), QStringLiteral("2"));
        ask(entry.id, *input);
    } else if (entry.error) {
        say(tr("There is no answer to compare with."), QStringLiteral("2"));
    } else {
        say(tr("This image is not kept whole. Drop it again to compare."), QStringLiteral("2"));
    }
}

void PredictComparePane::showAnswers(const HistoryEntry& entry, const std::deque<HistoryEntry>& entries)
{
    if (entry.second->error) {
        say(errorText(*entry.second->error), QStringLiteral("bad"));
        return;
    }
    if (entry.second->fileTime != entry.fileTime) {
        say(tr("The file was changed after the first network had seen it. Drop it again to compare."),
            QStringLiteral("warning"));
        return;
    }
    std::vector<PairedBars::Row> rows;
    for (const ComparedClass& shown : comparedClasses(entry, kClassesOfEach)) {
        rows.push_back(rowOf(shown));
    }
    m_bars->setRows(rows);
    m_bars->setVisible(!rows.empty());
    const Agreement agreement = agreementWith(entry, entries);
    m_agreement->setText(tr("The same answer for %1 of %2 images that both saw")
                             .arg(formatCount(agreement.same), formatCount(agreement.images)));
    m_agreement->setVisible(agreement.images > 1);
    say(comparisonSentence(entry), isSameAnswer(entry).value_or(true) ? QString() : QStringLiteral("warning"));
}

} // namespace saccade
