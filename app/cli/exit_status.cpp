#include "app/cli/exit_status.h"

namespace saccade {

ExitStatus exitStatusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return ExitStatus::Interrupted;
    case ErrorCode::SettingUnknown:
    case ErrorCode::SettingInvalid:
    case ErrorCode::PresetUnknown:
    case ErrorCode::NetworkUnknown: return ExitStatus::Usage;
    case ErrorCode::EngineMissing: return ExitStatus::EngineMissing;
    case ErrorCode::Diverged: return ExitStatus::Diverged;
    case ErrorCode::FileUnwritable:
    case ErrorCode::DiskFull:
    case ErrorCode::DeviceUnavailable:
    case ErrorCode::OutOfMemory:
    case ErrorCode::PortUnavailable:
    case ErrorCode::SelfTestFailed:
    case ErrorCode::ExportUnsupported:
    case ErrorCode::ExportDiffers:
    case ErrorCode::ExplainUnsupported:
    case ErrorCode::CameraMissing:
    case ErrorCode::CameraBusy:
    case ErrorCode::Internal: return ExitStatus::Failed;
    case ErrorCode::FileNotFound:
    case ErrorCode::FileUnreadable:
    case ErrorCode::NotAnImage:
    case ErrorCode::ImageDamaged:
    case ErrorCode::ImageTooLarge:
    case ErrorCode::ImageUnsupported:
    case ErrorCode::ArchiveDamaged:
    case ErrorCode::ArchiveUnsafe:
    case ErrorCode::SourceUnsupported:
    case ErrorCode::DataSetEmpty:
    case ErrorCode::TooFewClasses:
    case ErrorCode::ClassesDisagree:
    case ErrorCode::SplitEmpty:
    case ErrorCode::FormatInvalid:
    case ErrorCode::FormatTooNew:
    case ErrorCode::GraphInvalid:
    case ErrorCode::InputTooSmall:
    case ErrorCode::WeightsMismatch:
    case ErrorCode::NotAModel:
    case ErrorCode::NotAVideo:
    case ErrorCode::VideoDamaged:
    case ErrorCode::RunInvalid: return ExitStatus::InputUnusable;
    }
    return ExitStatus::Failed;
}

} // namespace saccade
