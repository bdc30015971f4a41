#include "app/cli/cli_text.h"

#include <array>

#include "app/cli/json_text.h"

namespace saccade {

namespace {

/// $P is the file or folder, $D the detail in brackets or quotes as the sentence has it.
struct Words
{
    ErrorCode code;
    const char* sentence;
    const char* withoutPath; ///< used when there is no path; nullptr when the sentence names none
};

constexpr std::array<Words, kErrorCodeCount> kWords{{
    {ErrorCode::Cancelled, "Stopped as asked ($D). What was finished before is kept.", nullptr},
    {ErrorCode::FileNotFound, "$P is not there. Check the spelling and the working folder.",
     "The file is not there ($D). Check the spelling and the working folder."},
    {ErrorCode::FileUnreadable, "$P cannot be read ($D). Check its permissions, then try again.",
     "A file cannot be read ($D). Check its permissions, then try again."},
    {ErrorCode::FileUnwritable, "$P cannot be written ($D). Choose another place, or change its permissions.",
     "A file cannot be written ($D). Choose another place, or change its permissions."},
    {ErrorCode::DiskFull,
     "There is no space to write $P ($D). What was there before is kept. Make room, then try again.",
     "There is no space left on the disk ($D). Make room, then try again."},
    {ErrorCode::NotAnImage, "$P is not an image that can be read ($D). Use JPEG, PNG, BMP, WebP, PNM or GIF.",
     "This is not an image that can be read ($D). Use JPEG, PNG, BMP, WebP, PNM or GIF."},
    {ErrorCode::ImageDamaged, "The image $P is damaged ($D). Copy it again from where it came from.",
     "The image is damaged ($D). Copy it again from where it came from."},
    {ErrorCode::ImageTooLarge,
     "The image $P is too large ($D). Save it with at most 16,384 pixels a side and 100 million in all.",
     "The image is too large ($D). Save it with at most 16,384 pixels a side and 100 million in all."},
    {ErrorCode::ImageUnsupported, "$P is an image of a kind that is not supported ($D). Save it as PNG or JPEG.",
     "This kind of image is not supported ($D). Save it as PNG or JPEG."},
    {ErrorCode::ArchiveDamaged, "The archive $P cannot be read to its end ($D). Copy or download it again.",
     "The archive cannot be read to its end ($D). Copy or download it again."},
    {ErrorCode::ArchiveUnsafe,
     "$P leads outside of its archive or is no plain file ($D). Use only archives whose origin you know.",
     "An archive's entry leads outside of it or is no plain file ($D). Use only archives whose origin you know."},
    {ErrorCode::SourceUnsupported,
     "$P is no data set ($D). Give a folder with one sub-folder for each class, a tar or zip of one, CIFAR or IDX "
     "files, a list, or the word sample.",
     "This is no data set ($D). Give a folder with one sub-folder for each class, a tar or zip of one, CIFAR or IDX "
     "files, a list, or the word sample."},
    {ErrorCode::DataSetEmpty,
     "No usable image was found in $P ($D). Put the images of each class into their own folder.",
     "No usable image was found ($D). Put the images of each class into their own folder."},
    {ErrorCode::TooFewClasses, "$P has fewer than two classes ($D). Add images of a further class.",
     "The data set has fewer than two classes ($D). Add images of a further class."},
    {ErrorCode::ClassesDisagree,
     "The classes of $P do not agree ($D). All parts, and all that is used together, need the same classes, spelt "
     "alike.",
     "The classes do not agree ($D). All parts, and all that is used together, need the same classes, spelt alike."},
    {ErrorCode::SplitEmpty, "A part of $P that is needed has no image ($D). Choose another part, or give it images.",
     "A part that is needed has no image ($D). Choose another part, or give it images."},
    {ErrorCode::FormatInvalid, "$P breaks the rules of its format ($D). Correct it, or copy or download it again.",
     "A file breaks the rules of its format ($D). Correct it, or copy or download it again."},
    {ErrorCode::FormatTooNew, "$P was written by a newer Saccade ($D). Update Saccade to open it.",
     "This was written by a newer Saccade ($D). Update Saccade to open it."},
    {ErrorCode::SettingUnknown, "There is no such setting: $D. Correct the name after --set.", nullptr},
    {ErrorCode::SettingInvalid, "A setting or option has a value that it cannot take: $D. Choose another value.",
     nullptr},
    {ErrorCode::PresetUnknown, "There is no such preset: $D. List them with saccade-cli presets.", nullptr},
    {ErrorCode::NetworkUnknown, "There is no such network: $D. List them with saccade-cli networks.", nullptr},
    {ErrorCode::GraphInvalid, "The network's layers do not fit: $D. Choose another network.", nullptr},
    {ErrorCode::InputTooSmall,
     "The images are too small for this network ($D). Choose another network or a larger --side.", nullptr},
    {ErrorCode::WeightsMismatch, "The weights of $P do not fit ($D). Use the run that they were trained in.",
     "The weights do not fit ($D). Use the run that they were trained in."},
    {ErrorCode::DeviceUnavailable,
     "The device is not available ($D). Use --set device=auto, or ask saccade-cli doctor.", nullptr},
    {ErrorCode::OutOfMemory, "Memory ran out ($D). Nothing was lost. Try --set batchSize with half the images.",
     nullptr},
    {ErrorCode::Diverged,
     "The loss stopped being a number ($D). The best weights until then are kept. Try a lower learningRate.", nullptr},
    {ErrorCode::EngineMissing, "$P cannot be loaded ($D). Run packaging/bootstrap, or install Saccade again.",
     "A part of Saccade cannot be loaded ($D). Run packaging/bootstrap, or install Saccade again."},
    {ErrorCode::SelfTestFailed,
     "This computer's arithmetic failed a test ($D). Nothing was trained. Try --set precision=fp32.", nullptr},
    {ErrorCode::PortUnavailable,
     "The endpoint cannot listen there ($D). Choose another --port, or --port 0 for any that is free.", nullptr},
    {ErrorCode::RunInvalid, "$P is no complete run folder ($D). Give a folder that holds plan.json.",
     "This is no complete run folder ($D). Give a folder that holds plan.json."},
    {ErrorCode::NotAModel,
     "$P is no model that Saccade reads ($D). Give a run folder, or an .onnx, .safetensors or .pt file that a run was "
     "exported as.",
     "This is no model that Saccade reads ($D). Give a run folder, or an .onnx, .safetensors or .pt file that a run "
     "was exported as."},
    {ErrorCode::ExportUnsupported, "$P cannot hold or run this network ($D). Choose another --format.",
     "This format cannot hold or run the network ($D). Choose another --format."},
    {ErrorCode::ExportDiffers, "The exported file $P answers otherwise than Saccade ($D). Do not use it.",
     "The exported file answers otherwise than Saccade ($D). Do not use it."},
    {ErrorCode::ExplainUnsupported,
     "No heat map can be made of this network ($D): nothing in it has positions after the first layer.", nullptr},
    {ErrorCode::CameraMissing, "The camera $P is not there or gives no pictures ($D). Plug it in again.",
     "The camera is not there or gives no pictures ($D). Plug it in again."},
    {ErrorCode::CameraBusy, "Another program uses the camera $P ($D). Close that program, then try again.",
     "Another program uses the camera ($D). Close that program, then try again."},
    {ErrorCode::NotAVideo, "$P is not a video that Saccade reads ($D). Use AVI, MP4, MOV, MKV, WebM or MPEG.",
     "This is not a video that Saccade reads ($D). Use AVI, MP4, MOV, MKV, WebM or MPEG."},
    {ErrorCode::VideoDamaged, "Of the video $P no picture can be decoded ($D). Copy it again from where it came from.",
     "Of this video no picture can be decoded ($D). Copy it again from where it came from."},
    {ErrorCode::Internal,
     "Something went wrong inside Saccade ($D). What is on disk is unharmed. Please report it with these words.",
     nullptr},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (static_cast<std::size_t>(kWords[i].code) != i) {
            return false;
        }
    }
    return true;
}
static_assert(isInOrder(), "one row for each ErrorCode, in its order");

/// Puts both facts in at once, so that a path with "$D" in it stays as it is; a missing detail takes its brackets
/// along.
std::string filled(std::string sentence, const std::string& path, const std::string& detail)
{
    for (const std::string_view mark : {std::string_view(" ($D)"), std::string_view(": $D")}) {
        if (const std::size_t at = sentence.find(mark); detail.empty() && at != std::string::npos) {
            sentence.erase(at, mark.size());
        }
    }
    std::string text;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence.compare(i, 2, "$P") == 0 || sentence.compare(i, 2, "$D") == 0) {
            text += sentence[++i] == 'P' ? path : detail;
        } else {
            text += sentence[i];
        }
    }
    return text;
}

} // namespace

std::string errorSentence(const Error& error)
{
    const Words& words = kWords[static_cast<std::size_t>(error.code)];
    const bool hasPath = !error.path.empty() || words.withoutPath == nullptr;
    return filled(hasPath ? words.sentence : words.withoutPath, printable(error.path.native()),
                  printable(error.detail));
}

std::string printable(std::string_view text)
{
    std::string clean = validUtf8(text);
    for (char& c : clean) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            c = '?';
        }
    }
    return clean;
}

} // namespace saccade
