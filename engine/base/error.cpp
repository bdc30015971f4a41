#include "engine/base/error.h"

namespace saccade {

const char* errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::FileNotFound: return "file_not_found";
    case ErrorCode::FileUnreadable: return "file_unreadable";
    case ErrorCode::FileUnwritable: return "file_unwritable";
    case ErrorCode::DiskFull: return "disk_full";
    case ErrorCode::NotAnImage: return "not_an_image";
    case ErrorCode::ImageDamaged: return "image_damaged";
    case ErrorCode::ImageTooLarge: return "image_too_large";
    case ErrorCode::ImageUnsupported: return "image_unsupported";
    case ErrorCode::ArchiveDamaged: return "archive_damaged";
    case ErrorCode::ArchiveUnsafe: return "archive_unsafe";
    case ErrorCode::SourceUnsupported: return "source_unsupported";
    case ErrorCode::DataSetEmpty: return "data_set_empty";
    case ErrorCode::TooFewClasses: return "too_few_classes";
    case ErrorCode::ClassesDisagree: return "classes_disagree";
    case ErrorCode::SplitEmpty: return "split_empty";
    case ErrorCode::FormatInvalid: return "format_invalid";
    case ErrorCode::FormatTooNew: return "format_too_new";
    case ErrorCode::SettingUnknown: return "setting_unknown";
    case ErrorCode::SettingInvalid: return "setting_invalid";
    case ErrorCode::PresetUnknown: return "preset_unknown";
    case ErrorCode::NetworkUnknown: return "network_unknown";
    case ErrorCode::GraphInvalid: return "graph_invalid";
    case ErrorCode::InputTooSmall: return "input_too_small";
    case ErrorCode::WeightsMismatch: return "weights_mismatch";
    case ErrorCode::DeviceUnavailable: return "device_unavailable";
    case ErrorCode::OutOfMemory: return "out_of_memory";
    case ErrorCode::Diverged: return "diverged";
    case ErrorCode::EngineMissing: return "engine_missing";
    case ErrorCode::SelfTestFailed: return "self_test_failed";
    case ErrorCode::PortUnavailable: return "port_unavailable";
    case ErrorCode::RunInvalid: return "run_invalid";
    case ErrorCode::NotAModel: return "not_a_model";
    case ErrorCode::ExportUnsupported: return "export_unsupported";
    case ErrorCode::ExportDiffers: return "export_differs";
    case ErrorCode::ExplainUnsupported: return "explain_unsupported";
    case ErrorCode::CameraMissing: return "camera_missing";
    case ErrorCode::CameraBusy: return "camera_busy";
    case ErrorCode::NotAVideo: return "not_a_video";
    case ErrorCode::VideoDamaged: return "video_damaged";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

} // namespace saccade
