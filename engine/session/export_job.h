#pragma once

#include <functional>
#include <stop_token>

#include "engine/session/export_session.h"

namespace saccade {

/// The late modules as the window's thread knows them: each is there, or its error says why not.
struct ExportModules
{
    Result<const ImageReader*> reader;
    Result<const ComputeEngine*> engine;
};

/// Where an export job tells what it does. Called on the job's thread.
struct ExportTelling
{
    std::function<void(const ExportProgress&)> progressed;
    std::function<void(ExportOutcome)> finished;
};

/// The whole of an ExportRequest, on this thread: an outcome for each format until it is stopped. Throws nothing.
/// Blocks.
void runExport(const ExportRequest& request, const ExportModules& modules, const ExportSession::OpenerSource& openers,
               const std::stop_token& stop, const ExportTelling& telling);

} // namespace saccade
