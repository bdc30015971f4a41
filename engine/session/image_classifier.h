#pragma once

#include <memory>
#include <optional>

#include "engine/session/predict_session.h"

namespace saccade {

/// The late modules, or why one is missing.
struct ClassifierModules
{
    const ImageReader* reader = nullptr;
    const ComputeEngine* engine = nullptr;
    std::optional<Error> readerProblem;
    std::optional<Error> engineProblem;
};

/// The image as it is kept for the eye: at most kShownSide, never enlarged, its sides in their proportion. Blocks.
[[nodiscard]] Image reducedForTheEye(const ImageReader& reader, Image image);

/// Decodes an image and asks the network; keeps the predictor of the last model. One thread at a time.
class ImageClassifier final
{
public:
    /// Every failure is the prediction's error; never throws. Blocks. Worker thread.
    [[nodiscard]] Prediction classify(const ClassifierModules& modules, const std::shared_ptr<const Model>& model,
                                      const PredictInput& input);

    /// Where the model finds what speaks for a class in its input. Never throws. Blocks. Worker thread.
    [[nodiscard]] Result<HeatMap> explain(const ClassifierModules& modules, const std::shared_ptr<const Model>& model,
                                          const Image& input, int classIndex, HeatMapMethod method);

private:
    void classifyInto(Prediction& prediction, const ClassifierModules& modules,
                      const std::shared_ptr<const Model>& model, const PredictInput& input);
    void ask(Prediction& prediction, const ClassifierModules& modules, const std::shared_ptr<const Model>& model);
    [[nodiscard]] Result<Predictor*> predictorFor(const ComputeEngine& engine,
                                                  const std::shared_ptr<const Model>& model);

    std::shared_ptr<const Model> m_model;
    std::unique_ptr<Predictor> m_predictor; ///< of m_model, or null when that failed
    std::optional<Error> m_modelProblem;
};

} // namespace saccade
