#include "engine/runs/model_source.h"

#include <system_error>

#include "engine/formats/model_files.h"
#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_reader.h"
#include "engine/runs/deploy_bundle.h"
#include "engine/runs/portable_run.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

Result<PortableModel> loadFile(const fs::path& file)
{
    const std::string ending = file.extension().string();
    if (ending == ".onnx") {
        return loadOnnx(file);
    }
    if (ending == ".safetensors" || ending == ".pt") {
        return loadModel(file);
    }
    return Error{ErrorCode::NotAModel, {}, file};
}

Result<ModelSource> openFile(const fs::path& file)
{
    Result<PortableModel> model = loadFile(file);
    if (!model) {
        return model.error();
    }
    ModelSource source;
    source.isRun = false;
    source.model = model->temperature == 1 ? *std::move(model) : foldHead(*std::move(model));
    RunFolder& run = source.run;
    run.path = file;
    run.title = source.model.title.empty() ? file.stem().string() : source.model.title;
    run.plan.network = source.model.network;
    run.plan.data.classNames = source.model.classNames;
    run.plan.data.size = source.model.network.input().size;
    run.plan.data.resize = source.model.resize;
    return source;
}

} // namespace

Result<ModelSource> openModelSource(const fs::path& path)
{
    std::error_code failed;
    if (fs::is_regular_file(path, failed)) {
        return openFile(path);
    }
    if (!fs::exists(path / "plan.json", failed) && fs::is_regular_file(bundleModel(path), failed)) {
        return openFile(bundleModel(path));
    }
    Result<RunFolder> run = openRunFolder(path);
    if (!run) {
        return run.error();
    }
    Result<PortableModel> model = loadAnsweringModel(*run);
    if (!model) {
        return model.error();
    }
    return ModelSource{*std::move(model), *std::move(run), true};
}

} // namespace saccade
