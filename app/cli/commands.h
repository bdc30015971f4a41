#pragma once

#include <stop_token>

#include "app/cli/command_line.h"
#include "app/cli/output.h"

namespace saccade {

/// Each does its whole job, tells results and errors, and gives the program's status. Block. Main thread.
[[nodiscard]] ExitStatus runCommand(const DataCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const TrainCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const EvaluateCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const PredictCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const ExportCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const ServeCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const CompareCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const ReportCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const PresetsCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const CacheCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const NetworksCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const DoctorCommand& command, Output& output, const std::stop_token& stop);
[[nodiscard]] ExitStatus runCommand(const DemoCommand& command, Output& output, const std::stop_token& stop);

} // namespace saccade
