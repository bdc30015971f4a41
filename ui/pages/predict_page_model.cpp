#include <QFile>

#include "engine/session/answer_rules.h"
#include "ui/models/prediction_history_model.h"
#include "ui/pages/model_names.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/predict_picture_pane.h"
#include "ui/pages/predict_result_pane.h"
#include "ui/pages/predict_threshold_row.h"
#include "ui/text/error_text.h"

namespace saccade {

void PredictPage::connectRules()
{
    AnswerRules& rules = workbench().evaluate.answerRules();
    connect(&rules, &AnswerRules::changed, this, &PredictPage::useRule);
    connect(&rules, &AnswerRules::failed, this, [this](const Error& error) {
        m_picturePane->setNote(errorText(error));
        if (const auto model = workbench().predict.model()) {
            previewThreshold(model->rejectThreshold); // back to what is in use
        }
        showThreshold();
    });
    connect(&workbench().predict, &PredictSession::modelChanged, this, &PredictPage::showThreshold);
    const PredictThresholdRow& row = m_resultPane->threshold();
    connect(&row, &PredictThresholdRow::previewed, this, &PredictPage::previewThreshold);
    connect(&row, &PredictThresholdRow::decided, this, &PredictPage::decideThreshold);
    connect(&row, &PredictThresholdRow::undoRequested, &rules, &AnswerRules::undo);
}

void PredictPage::openModel(const QString& path)
{
    m_picturePane->setNote({});
    m_loader.open(QFile::encodeName(path).toStdString());
}

void PredictPage::useModel(Model model)
{
    const bool isOfRun = m_run && model.source == m_run->path;
    if (!isOfRun) {
        model.title = modelTitleOf(model).toStdString();
        m_run = nullptr; // so that its run can be chosen again
        workbench().preferences.addRecentModel(QFile::decodeName(model.source.c_str()));
    }
    workbench().predict.setModel(model);
    useRuleOfMeanwhile();
}

void PredictPage::useRuleOfMeanwhile()
{
    if (const auto meanwhile = std::exchange(m_ruleMeanwhile, std::nullopt)) {
        useRule(meanwhile->first, meanwhile->second);
    }
}

void PredictPage::useRule(const std::filesystem::path& run, const AnswerRule& rule)
{
    const auto model = workbench().predict.model();
    if (m_loader.isBusy()) {
        m_ruleMeanwhile = {run, rule}; // what is being read may be older than this rule
    } else if (model && model->source == run && model->temperature != rule.temperature && m_run) {
        m_loader.load(m_run, m_runTitle); // a temperature is in the weights
    } else if (model && model->source == run && model->rejectThreshold != rule.rejectThreshold) {
        workbench().predict.setRejectThreshold(rule.rejectThreshold);
    }
    m_history->judge(run, rule.rejectThreshold);
    showAnswer();
    showThreshold();
}

void PredictPage::showThreshold()
{
    PredictThresholdRow& row = m_resultPane->threshold();
    const auto model = workbench().predict.model();
    const std::shared_ptr<const RunFolder>& open = workbench().evaluate.evaluation().run;
    if (!model) {
        row.showLocked({}, tr("Choose a network first."));
    } else if (open && open->path == model->source && workbench().evaluate.answerRules().isOpen()) {
        row.showThreshold(model->rejectThreshold, workbench().evaluate.answerRules().canUndo());
    } else {
        row.showLocked(model->rejectThreshold, tr("It was read with the network. Open the run to change it."));
    }
}

void PredictPage::previewThreshold(std::optional<double> threshold)
{
    if (const auto model = workbench().predict.model()) {
        m_history->judge(model->source, threshold);
        showAnswer();
    }
}

void PredictPage::decideThreshold(std::optional<double> threshold)
{
    AnswerRules& rules = workbench().evaluate.answerRules();
    m_wasClearedLast = false;
    if (threshold != rules.rule().rejectThreshold) {
        rules.decide({rules.rule().temperature, threshold});
    }
}

} // namespace saccade
