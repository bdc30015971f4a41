#include "app/cli/run_classifier.h"

#include "engine/session/late_modules.h"

namespace saccade {

Result<RunClassifier> openRunClassifier(const std::string& path)
{
    Result<RunFolder> run = openRunFolder(path);
    if (!run) {
        return run.error();
    }
    const Result<NamedTensors> weights = loadBestWeights(*run);
    if (!weights) {
        return weights.error();
    }
    const Result<const ImageReader*> reader = loadImageReader();
    if (!reader) {
        return reader.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    Result<std::unique_ptr<Predictor>> predictor = (*engine)->createPredictor(run->plan.network, *weights);
    if (!predictor) {
        return predictor.error();
    }
    return RunClassifier{std::move(run).value(), *reader, std::move(predictor).value()};
}

} // namespace saccade
