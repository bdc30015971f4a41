#include "engine/training/events.h"

namespace saccade {

const char* endReasonName(EndReason reason)
{
    switch (reason) {
    case EndReason::Completed: return "completed";
    case EndReason::Stopped: return "stopped";
    case EndReason::Diverged: return "diverged";
    case EndReason::Failed: return "failed";
    case EndReason::EarlyStopped: return "early_stopped";
    }
    return "failed";
}

} // namespace saccade
