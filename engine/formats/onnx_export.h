#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/portable_model.h"

namespace saccade {

/// A trained network as an ONNX file: pixels 0..255 in (see OnnxInput), normalisation, network, scales and temperature
/// inside, probabilities out. Norms are folded (see foldNorms()), dropout does nothing. Its metadata:
///
///   saccade.format            version of these keys, 1
///   saccade.title             of the run; bytes that are not UTF-8 are replaced
///   saccade.class_names       JSON list, in the order of the outputs; a name that is not UTF-8 is {"bytes": HEX}
///   saccade.input             float_planes or byte_pixels
///   saccade.input_size        JSON object: height, width, channels
///   saccade.channel_order     rgb or grey
///   saccade.mean, .deviation  JSON lists, of pixels divided by 255; applied inside
///   saccade.resize            squash, pad or crop
///   saccade.resize_rule       the whole rule in words; resizing is done outside
///   saccade.temperature       applied inside
///   saccade.profile           compatible or modern
///   saccade.precision         float32 or int8
///   saccade.batch             any or one
///   saccade.network           JSON: the network as it lies in the file, for decodeOnnx()
///   saccade.reject_threshold  an answer with less probability is "unknown"; only when set, applied outside
///   saccade.note.KEY          OnnxOptions::notes
///   Image.BitmapPixelFormat, Image.ColorSpaceGamma, Image.NominalPixelRange
///                             as https://github.com/onnx/onnx/blob/main/docs/MetadataProps.md has them
///
/// OpenCV DNN 4.6 runs the compatible profile with float planes, one image at a time. WeightsMismatch, GraphInvalid or
/// SettingInvalid when the model does not hold what PortableModel promises, or a weight is not finite. Any thread.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodeOnnx(const PortableModel& model, const OnnxOptions& options = {});

/// The file appears whole or not at all. Blocks.
[[nodiscard]] Result<void> saveOnnx(const std::filesystem::path& path, const PortableModel& model,
                                    const OnnxOptions& options = {});

} // namespace saccade
