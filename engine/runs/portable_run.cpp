#include "engine/runs/portable_run.h"

#include "engine/network/initialise.h"

namespace saccade {

Result<PortableModel> loadPortableModel(const RunFolder& run)
{
    Result<NamedTensors> tensors = loadBestWeights(run);
    if (!tensors) {
        return tensors.error();
    }
    if (const Result<void> fits = checkTensors(run.plan.network, *tensors); !fits) {
        const Error& error = fits.error();
        return Error{error.code, error.detail, run.path};
    }
    PortableModel model;
    model.title = run.title;
    model.network = run.plan.network;
    model.tensors = *std::move(tensors);
    model.classNames = run.plan.data.classNames;
    model.resize = run.plan.data.resize;
    return model;
}

} // namespace saccade
