#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

#include "engine/runs/answer_rule.h"
#include "engine/runs/run_export.h"
#include "engine/runs/run_folder.h"
#include "engine/session/engine_loader.h"

namespace saccade {

/// A run to be written for other programs.
struct ExportRequest
{
    std::shared_ptr<const RunFolder> run;
    KeptWeights weights = KeptWeights::Best;
    std::vector<ExportFormat> formats;      ///< written in this order
    std::filesystem::path file;             ///< folder and name without an ending; the folder is made
    std::size_t checkImages = kCheckImages; ///< at least 1
    std::vector<ExportReport> written{};    ///< these are only tried again, unless a file of theirs is gone
    DataSet dataSet;                   ///< the run's, divided as it was; without images it is opened from its source
    std::filesystem::path cacheFolder; ///< for that, as in OpenRequest
    std::uint64_t cacheBytes = 0;
};

/// What an export does now.
struct ExportProgress
{
    enum class Stage
    {
        Waiting,       ///< for the modules, or for the weights
        OpeningImages, ///< done and total are those of OpenProgress
        Checking       ///< the file of `format`: done of total images
    };

    Stage stage = Stage::Waiting;
    ExportFormat format{};
    std::size_t done = 0;
    std::size_t total = 0;   ///< 0 while unknown
    double secondsLeft = -1; ///< for all formats that are left; negative while unknown
};

/// What came of one format: a report, or an error.
struct ExportOutcome
{
    std::shared_ptr<const RunFolder> run;
    KeptWeights weights = KeptWeights::Best;
    ExportFormat format{};
    AnswerRule rule;             ///< that lies in the file
    Part part = Part::Test;      ///< whose images it was tried on
    bool hasDataChanged = false; ///< since the run was trained
    std::optional<ExportReport> report;
    std::optional<Error> error;       ///< ExportDiffers when the check failed
    std::optional<Error> uncheckable; ///< why a written file was not tried: the images, or the runtime, are missing
};

/// Writes runs for other programs and tries what was written, format after format, on a worker thread of lower priority
/// than a training. Waits by itself until the modules are loaded. UI thread.
class ExportSession final : public QObject
{
    Q_OBJECT

public:
    /// Gives the door to the runtimes of exported files; called on the worker thread.
    using OpenerSource = std::function<Result<const ExportedNetworkOpener*>()>;

    explicit ExportSession(EngineLoader& loader, QObject* parent = nullptr);
    ExportSession(EngineLoader& loader, OpenerSource openers, QObject* parent = nullptr);
    ~ExportSession() override;

    /// Does nothing while another one is under way. Must not block.
    void start(const ExportRequest& request);
    /// What is written whole and tried stays; ended() follows. Must not block.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] const ExportRequest& request() const; ///< the last one
    [[nodiscard]] const ExportProgress& progress() const;
    /// The newest outcome of each run, weights and format since the program was started.
    [[nodiscard]] const std::vector<ExportOutcome>& outcomes() const;

signals:
    void started();
    void progressed(const saccade::ExportProgress& progress); ///< at most 30 times a second
    void finished(const saccade::ExportOutcome& outcome);     ///< once a format, unless it was cancelled
    void ended(bool isCancelled);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
