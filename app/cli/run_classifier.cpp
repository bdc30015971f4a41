#include "app/cli/run_classifier.h"

#include "engine/runs/portable_run.h"
#include "engine/session/late_modules.h"

namespace saccade {

Result<RunClassifier> openRunClassifier(const std::string& path)
{
    Result<RunFolder> run = openRunFolder(path);
    if (!run) {
        return run.error();
    }
    const Result<PortableModel> model = loadAnsweringModel(*run);
    if (!model) {
        return model.error();
    }
    const Result<const ImageReader*> reader = loadImageReader();
    if (!reader) {
        return reader.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    Result<std::unique_ptr<Predictor>> predictor = (*engine)->createPredictor(model->network, model->tensors);
    if (!predictor) {
        return predictor.error();
    }
    return RunClassifier{std::move(run).value(), *reader, std::move(predictor).value(), model->rejectThreshold};
}

} // namespace saccade
