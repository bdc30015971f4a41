#pragma once

#include <filesystem>
#include <string>

namespace saccade {

/// Everything the world can do to us. The UI turns each code into a sentence (ui/text/error_text); the headless program
/// prints errorCodeName() in its JSON, so a name never changes once released.
enum class ErrorCode
{
    Cancelled,          ///< the user asked to stop
    FileNotFound,       ///< path does not exist
    FileUnreadable,     ///< exists, but cannot be opened or read
    FileUnwritable,     ///< cannot be created or written
    DiskFull,           ///< no space, or not enough for what is about to be written
    NotAnImage,         ///< the bytes are no image of a kind we read
    ImageDamaged,       ///< an image that is truncated or has decoder warnings
    ImageTooLarge,      ///< sides, pixels or bytes above the limits
    ImageUnsupported,   ///< a known kind of image that is switched off or not supported
    ArchiveDamaged,     ///< the archive cannot be read to its end
    ArchiveUnsafe,      ///< an entry leaves the archive's folder, is a link, a device, ...
    SourceUnsupported,  ///< neither a folder, nor an archive, nor a known data set
    DataSetEmpty,       ///< no usable image found
    TooFewClasses,      ///< fewer than two classes
    ClassesDisagree,    ///< the parts of a data set have different classes
    SplitEmpty,         ///< a part that is needed has no image
    FormatInvalid,      ///< a JSON, safetensors or CSV file that breaks its format's rules
    FormatTooNew,       ///< written by a newer version of Saccade
    SettingUnknown,     ///< no such setting; detail names the nearest valid one
    SettingInvalid,     ///< a value outside its range or of the wrong kind
    PresetUnknown,      ///< no such preset
    NetworkUnknown,     ///< no such network family
    GraphInvalid,       ///< a layer graph whose shapes or references do not fit
    InputTooSmall,      ///< images smaller than the network accepts
    WeightsMismatch,    ///< weights that do not fit the graph
    DeviceUnavailable,  ///< the device asked for is not there
    OutOfMemory,        ///< host or device memory ran out; detail says at what batch
    Diverged,           ///< the loss is no longer a finite number
    EngineMissing,      ///< LibTorch or the decoder library cannot be loaded
    SelfTestFailed,     ///< a numeric self-test of the engine failed
    PortUnavailable,    ///< a network port that is taken or that this user may not have
    RunInvalid,         ///< a run folder that lacks what it needs
    NotAModel,          ///< a file that is neither a run nor anything that a run is exported as
    ExportUnsupported,  ///< a format or a runtime that cannot express or run the network; detail says what of it
    ExportDiffers,      ///< the exported file answers otherwise than the program; detail says where and by how much
    ExplainUnsupported, ///< a network of which no heat map can be made: its features have no positions
    CameraMissing,      ///< a camera that is not there, or gives no pictures
    CameraBusy,         ///< a camera that another program uses
    NotAVideo,          ///< the bytes are no video of a kind we read
    VideoDamaged,       ///< a video without a frame that can be decoded
    Internal            ///< a fault of ours, caught at a thread's top
};

inline constexpr int kErrorCodeCount = static_cast<int>(ErrorCode::Internal) + 1;

/// The stable lower-case name used in JSON and logs, e.g. "file_not_found". Any thread.
[[nodiscard]] const char* errorCodeName(ErrorCode code);

/// What went wrong, to what. No sentence: the UI writes those.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string detail;         ///< facts for the sentence: a number, a name, a library's own words
    std::filesystem::path path; ///< the file or folder concerned, or empty

    bool operator==(const Error&) const = default;
};

} // namespace saccade
