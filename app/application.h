#pragma once

#include <QObject>
#include <QPalette>
#include <filesystem>

#include "app/options.h"
#include "app/termination.h"
#include "ui/dialogs/dialogs.h"
#include "ui/window/gap_meter.h"
#include "ui/window/workbench.h"

namespace saccade {

class MainWindow;

/// Where a user's things lie.
struct UserFolders
{
    std::filesystem::path settingsFile; ///< empty = nothing is remembered
    std::filesystem::path runs;
    std::filesystem::path cache;
    std::filesystem::path presets{};     ///< empty = none but the built-in ones
    std::filesystem::path changes{};     ///< empty = what is changed of data sets is not kept
    std::filesystem::path predictions{}; ///< a file; empty = classified images are not kept
};

/// The composition root: owns what the window works with and outlives it. UI thread.
class Application final : public QObject
{
    Q_OBJECT

public:
    Application(const Options& options, const UserFolders& folders, Dialogs& dialogs);
    ~Application() override;

    [[nodiscard]] Workbench& workbench() { return m_workbench; }
    /// Before show(), after every page was made: sets the style sheet. After the window's first paint the engine is
    /// loaded and what the command line asked for is opened. The window must outlive the event loop.
    void attach(MainWindow& window);
    /// Stops a running training, waits until it is recorded, then leaves the event loop. Must not block.
    void shutDown();

private:
    [[nodiscard]] ThemeChoice themeChoice() const;
    void applyColours();
    void applyStyleSheet();
    void begin(MainWindow& window);
    void reportGaps() const;

    Options m_options;
    Preferences m_preferences;
    EngineLoader m_loader;
    DataSession m_data;
    TrainSession m_train;
    EvaluateSession m_evaluate;
    PredictSession m_predict;
    ExportSession m_export;
    Workbench m_workbench;
    Termination m_termination;
    GapMeter m_gaps;
    QPalette m_systemPalette;
};

/// settings.json in $XDG_CONFIG_HOME/saccade (or ~/.config/saccade). Any thread.
[[nodiscard]] std::filesystem::path defaultSettingsFile();

} // namespace saccade
