#include "app/cli/run_classifier.h"

#include "engine/runs/model_source.h"
#include "engine/session/late_modules.h"

namespace saccade {

Result<RunClassifier> openRunClassifier(const std::string& path)
{
    Result<ModelSource> source = openModelSource(path);
    if (!source) {
        return source.error();
    }
    const Result<const ImageReader*> reader = loadImageReader();
    if (!reader) {
        return reader.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    Result<std::unique_ptr<Predictor>> predictor =
        (*engine)->createPredictor(source->model.network, source->model.tensors);
    if (!predictor) {
        return predictor.error();
    }
    return RunClassifier{std::move(source->run), *reader, std::move(predictor).value(), source->model.rejectThreshold};
}

} // namespace saccade
