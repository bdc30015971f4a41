#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace saccade {

/// What the file may ask of the program that runs it.
enum class OnnxProfile : std::uint8_t
{
    Compatible, ///< IR 8, opset 13: OpenCV DNN 4.6 and older runtimes
    Modern      ///< IR 9, opset 20: GELU as one operator
};

enum class OnnxInput : std::uint8_t
{
    FloatPlanes, ///< float32 N x C x H x W, pixels 0..255
    BytePixels   ///< uint8 N x H x W x C, as images lie in memory; OpenCV DNN cannot run it
};

struct OnnxOptions
{
    OnnxProfile profile = OnnxProfile::Compatible;
    OnnxInput input = OnnxInput::FloatPlanes;
    bool keepsNorms = false;       ///< for those who train further: norms stay nodes of their own
    bool hasFixedBatch = false;    ///< one image at a time instead of any number
    std::string producerVersion{}; ///< of this program
    /// More metadata, saccade.note.KEY: "run_id", "licence", "model_card"; in UTF-8.
    std::map<std::string, std::string> notes{};

    bool operator==(const OnnxOptions&) const = default;
};

/// The file's metadata begins with this; files of another version are not read.
inline constexpr int kOnnxFormatVersion = 1;
inline constexpr const char* kOnnxProducer = "Saccade";
/// The names of what goes in and what comes out: one probability a class, N x classes, each row's sum 1.
inline constexpr const char* kOnnxInputName = "input";
inline constexpr const char* kOnnxOutputName = "probabilities";

} // namespace saccade
