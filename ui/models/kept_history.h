#pragma once

#include <deque>

#include "engine/session/history_session.h"
#include "ui/models/prediction_history_model.h"

namespace saccade {

/// What is kept of the history, and back. Pictures and the network's pixels are not: a thumbnail is, and the file can
/// be opened again. UI thread.
[[nodiscard]] HistorySession::Predictions keptPredictions(const std::deque<HistoryEntry>& entries);
[[nodiscard]] std::vector<HistoryEntry> historyEntries(const HistorySession::Predictions& kept);

} // namespace saccade
