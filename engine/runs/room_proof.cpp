#include "engine/runs/room_proof.h"

#include <system_error>

#include "engine/base/atomic_file.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

constexpr std::int64_t kFiguresBytes = std::int64_t{1} << 20;
constexpr std::int64_t kCopiesOfWeights = 3;
constexpr const char* kProofName = "write-test";

} // namespace

std::int64_t estimateRunBytes(const TrainPlan& plan)
{
    std::int64_t elements = 0;
    if (const Result<GraphSummary> summary = summarise(plan.network)) {
        for (const ParameterInfo& parameter : summary->parameters) {
            elements += parameter.elements();
        }
    }
    return kFiguresBytes + kCopiesOfWeights * elements * static_cast<std::int64_t>(sizeof(float));
}

Result<void> proveRoom(const std::filesystem::path& folder, std::int64_t neededBytes, FileLayer& layer)
{
    const std::filesystem::path proof = folder / kProofName;
    if (Result<void> written = writeFileAtomically(proof, kProofName, layer); !written) {
        return Error{written.error().code, written.error().detail, folder};
    }
    layer.unlink(proof.c_str());
    std::error_code unknown;
    const std::filesystem::space_info space = std::filesystem::space(folder, unknown);
    if (!unknown && space.available < static_cast<std::uintmax_t>(neededBytes)) {
        return Error{ErrorCode::DiskFull,
                     "needed " + std::to_string(neededBytes) + " bytes, available " + std::to_string(space.available) +
                         " bytes",
                     folder};
    }
    return {};
}

} // namespace saccade
