#pragma once

#include "engine/session/data_session.h"
#include "engine/session/engine_loader.h"
#include "engine/session/evaluate_session.h"
#include "engine/session/export_session.h"
#include "engine/session/late_modules.h"
#include "engine/session/live_session.h"
#include "engine/session/predict_session.h"
#include "engine/session/train_session.h"
#include "ui/dialogs/dialogs.h"
#include "ui/settings/preferences.h"

namespace saccade {

/// Everything a page works with. Owned by the application, outlives every page. The sessions are the state: a page
/// listens to them and asks them, and knows no other page.
struct Workbench
{
    EngineLoader& loader;
    DataSession& data;
    TrainSession& train;
    EvaluateSession& evaluate;
    PredictSession& predict;
    ExportSession& exporter;
    Preferences& preferences;
    Dialogs& dialogs;
    std::filesystem::path runsFolder;
    std::filesystem::path cacheFolder;
    std::filesystem::path presetsFolder{};              ///< empty = none but the built-in presets
    std::filesystem::path historyFile{};                ///< of classified images; empty = they are not kept
    LiveSession::OpenerSource frames = loadFrameOpener; ///< cameras and videos; called on worker threads
};

} // namespace saccade
