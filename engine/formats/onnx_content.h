#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/onnx_graph.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/portable_model.h"

namespace saccade {

enum class OnnxPrecision : std::uint8_t
{
    Float32,
    Int8
};

/// All that decides an ONNX file of ours.
struct OnnxContent
{
    PortableModel model;    ///< as it lies in the file: folded, its temperature 1
    OnnxOptions options;    ///< keepsNorms has done its work
    double temperature = 1; ///< what the logits were divided by; the weights hold it
    OnnxPrecision precision = OnnxPrecision::Float32;
};

using OnnxMetadata = std::vector<std::pair<std::string, std::string>>;

/// The keys that onnx_export.h lists, in a fixed order.
[[nodiscard]] OnnxMetadata metadataOf(const OnnxContent& content);
/// All but the tensors, out of metadata nobody trusts: FormatInvalid, FormatTooNew or GraphInvalid. The graph is sound.
[[nodiscard]] Result<OnnxContent> contentOf(const OnnxMetadata& metadata);

/// The file around a graph, and the file of a float32 network.
[[nodiscard]] OnnxFile onnxFileOf(const OnnxContent& content, OnnxGraph graph);
[[nodiscard]] OnnxFile onnxFileOf(const OnnxContent& content);

/// What the model must be for any of this: tensors that fit and are finite, as many classes as logits, a temperature
/// from 1e-6 to 1e6, a threshold from 0 to 1, weights that fit into 2 GB. WeightsMismatch, GraphInvalid or
/// SettingInvalid.
[[nodiscard]] Result<void> checkPortable(const PortableModel& model);
/// The model as it lies in a file.
[[nodiscard]] Result<OnnxContent> foldedContent(const PortableModel& model, const OnnxOptions& options);

} // namespace saccade
