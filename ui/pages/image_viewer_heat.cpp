// Where the network finds what speaks for a class: of the weights whose answer is shown.
#include <QCheckBox>

#include "engine/session/model_trial.h"
#include "engine/session/run_model_loader.h"
#include "ui/models/prediction_history_model.h"
#include "ui/pages/image_viewer.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/text/error_text.h"
#include "ui/widgets/zoom_view.h"

namespace saccade {

void ImageViewer::connectModel()
{
    connect(m_models, &RunModelLoader::loaded, this, [this](const Model& model) {
        if (!m_modelRun || model.source != m_modelRun->path) {
            return; // of a run that was shown before a model file was
        }
        m_explainer->setModel(model);
        explain();
    });
    connect(m_models, &RunModelLoader::failed, this, [this](const Error& error) {
        m_modelRun = nullptr; // another time may do better
        const bool isEpochLost = error.code == ErrorCode::FileNotFound;
        m_heat->setProblem(isEpochLost ? tr("The weights of this epoch were not kept, only its answers.")
                                       : errorText(error));
    });
    connect(m_explainer, &PredictSession::explained, this, &ImageViewer::showHeatMap);
    connect(m_explainer, &PredictSession::explainFailed, this, [this](const Error& error) {
        m_awaitsMap = false;
        m_heat->setProblem(errorText(error));
    });
}

void ImageViewer::offerHeatMap()
{
    if (m_asNetwork->isEnabled() && !m_answer->probabilities.empty()) {
        HistoryEntry entry;
        entry.classNames = m_gallery.classNames();
        entry.probabilities = m_answer->probabilities;
        m_heat->showEntry(entry);
    } else {
        m_heat->showNothing();
    }
    askForHeatMap();
}

void ImageViewer::askForHeatMap()
{
    m_map = {};
    m_awaitsMap = false;
    showHeat();
    if (!m_answer || !m_heat->isWanted()) {
        return;
    }
    m_heat->setProblem({});
    m_awaitsMap = true;
    const Evaluation& evaluation = m_workbench.evaluate.evaluation();
    if (m_modelRun == evaluation.run && m_modelStep == evaluation.step) {
        if (evaluation.trial || !m_models->isBusy()) {
            explain();
        }
        return;
    }
    m_modelRun = evaluation.run;
    m_modelStep = evaluation.step;
    if (evaluation.trial) {
        m_explainer->setModel(evaluation.trial->model);
        explain();
    } else {
        m_models->loadAt(evaluation.run, evaluation.step, evaluation.run->title);
    }
}

void ImageViewer::explain()
{
    if (!m_awaitsMap || !m_answer) {
        return;
    }
    const ImageView input = m_gallery.dataSet().pixels->image(static_cast<std::size_t>(m_answer->image));
    const std::span<const std::uint8_t> bytes = input.bytes();
    m_explainer->explain(Image{input.size, {bytes.begin(), bytes.end()}}, m_heat->classIndex(), m_heat->method());
}

void ImageViewer::showHeatMap(const HeatMap& map)
{
    if (m_awaitsMap) {
        m_map = map;
        m_awaitsMap = false;
        showHeat();
    }
}

void ImageViewer::showHeat()
{
    if (m_map.values.empty()) {
        m_view->setHeatMap({}, 1);
        return;
    }
    const bool isInput = m_asNetwork->isChecked();
    m_view->setHeatMap(
        heatMapPicture(m_map, m_view->picture().size, isInput ? ResizeMode::Squash : m_gallery.dataSet().resize),
        m_heat->opacity());
}

} // namespace saccade
