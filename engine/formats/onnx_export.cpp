#include "engine/formats/onnx_export.h"

#include "engine/base/atomic_file.h"
#include "engine/formats/onnx_content.h"

namespace saccade {

Result<std::vector<std::uint8_t>> encodeOnnx(const PortableModel& model, const OnnxOptions& options)
{
    const Result<OnnxContent> content = foldedContent(model, options);
    return content ? Result<std::vector<std::uint8_t>>(encodeOnnxFile(onnxFileOf(*content)))
                   : Result<std::vector<std::uint8_t>>(content.error());
}

Result<void> saveOnnx(const std::filesystem::path& path, const PortableModel& model, const OnnxOptions& options)
{
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnx(model, options);
    return bytes ? writeFileAtomically(path, *bytes) : Result<void>(bytes.error());
}

} // namespace saccade
