#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "engine/session/predict_session.h"

namespace saccade {

/// A folder to be classified into a table.
struct BatchRequest
{
    std::filesystem::path folder; ///< its image files at any depth, see findImageFiles()
    std::filesystem::path csv;    ///< written whole at the end, see predictionCsvLine()
    std::shared_ptr<const Model> model;
    int top = 5; ///< classes named for each image, at most
};

struct BatchProgress
{
    std::size_t done = 0;    ///< files classified, or found to be none
    std::size_t total = 0;   ///< 0 while they are looked for
    double secondsLeft = -1; ///< negative while unknown
};

/// Classifies the images of a folder into a CSV file on a worker thread; another one decodes. Waits by itself until the
/// modules are loaded. UI thread.
class BatchSession final : public QObject
{
    Q_OBJECT

public:
    explicit BatchSession(EngineLoader& loader, QObject* parent = nullptr);
    /// As cancel(). Blocks for the batch that is under way.
    ~BatchSession() override;

    /// Does nothing while another one is under way. Must not block.
    void start(const BatchRequest& request);
    /// The table keeps what was classified until now; ended() follows. Must not block.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool isCancelled() const;              ///< the last one was stopped before its end
    [[nodiscard]] const BatchRequest& request() const;   ///< the last one
    [[nodiscard]] const BatchProgress& progress() const; ///< of the last one
    /// Files that have no answer, each with its path.
    [[nodiscard]] const std::vector<Error>& problems() const;
    /// Why the last one left no table: EngineMissing, RunInvalid without a model, DataSetEmpty, FileUnwritable, ...
    [[nodiscard]] const std::optional<Error>& error() const;

signals:
    void started();
    void progressed(); ///< at most 30 times a second
    void ended();

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
