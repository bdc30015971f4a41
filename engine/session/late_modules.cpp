#include "engine/session/late_modules.h"

#include <dlfcn.h>
#include <string>

namespace saccade {

namespace {

/// The folder of the library (or program) that holds this code: the late modules are installed beside it.
std::filesystem::path folderOfThisLibrary()
{
    static const char anchor = 0;
    Dl_info information{};
    if (dladdr(&anchor, &information) == 0 || information.dli_fname == nullptr) {
        return {};
    }
    std::error_code error;
    const std::filesystem::path file = std::filesystem::canonical(information.dli_fname, error);
    return error ? std::filesystem::path(information.dli_fname).parent_path() : file.parent_path();
}

Error loaderError(const std::filesystem::path& file)
{
    const char* words = dlerror();
    return {ErrorCode::EngineMissing, words != nullptr ? words : "the module gave no object", file};
}

/// RTLD_LOCAL keeps the BLAS that one module brings away from the other, which would otherwise run on the slow one.
template <typename Factory>
auto openModule(const char* name, const char* factoryName) -> Result<decltype(Factory{}())>
{
    const std::filesystem::path file = folderOfThisLibrary() / name;
    void* module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        return loaderError(file);
    }
    const auto factory = reinterpret_cast<Factory>(dlsym(module, factoryName));
    if (factory == nullptr) {
        return loaderError(file);
    }
    const auto object = factory();
    if (object == nullptr) {
        return loaderError(file);
    }
    return object;
}

} // namespace

Result<const ComputeEngine*> loadComputeEngine()
{
    static const auto answer = openModule<ComputeEngineFactory>("libsaccade-torch.so", kComputeEngineFactory);
    return answer;
}

Result<const ImageReader*> loadImageReader()
{
    static const auto answer = openModule<ImageReaderFactory>("libsaccade-decode.so", kImageReaderFactory);
    return answer;
}

Result<const ExportedNetworkOpener*> loadExportedNetworkOpener()
{
    static const auto answer = openModule<ExportedNetworkFactory>("libsaccade-parity.so", kExportedNetworkFactory);
    return answer;
}

Result<const FrameOpener*> loadFrameOpener()
{
    static const auto answer = openModule<FrameOpenerFactory>("libsaccade-video.so", kFrameOpenerFactory);
    return answer;
}

} // namespace saccade
