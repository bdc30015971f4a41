#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/network/layer_graph.h"

class QWidget;

namespace saccade {

class Dialogs;

/// Asks for the file of a network and reads it, so that what is wrong with it is said now: `done` gets its path, or the
/// error; Cancel calls nothing. UI thread.
void openNetworkFile(Dialogs& dialogs, QWidget* parent,
                     std::function<void(const std::string& path, const std::optional<Error>& error)> done);

/// Asks where to and writes the network; `failed` is called when that went wrong. UI thread.
void saveNetworkFile(Dialogs& dialogs, QWidget* parent, const LayerGraph& graph,
                     std::function<void(const Error& error)> failed);

} // namespace saccade
