#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/data/data_set.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// Writes runs up on a worker thread, one after the other. UI thread.
class ReportSession final : public QObject
{
    Q_OBJECT

public:
    explicit ReportSession(QObject* parent = nullptr);
    ~ReportSession() override;

    /// The run's test part, or validation at its best step when that is what is asked for, as the file's ending says:
    /// .json, .csv, else HTML. Pictures come from `images` when it is the run's data set. Must not block.
    void write(const std::shared_ptr<const RunFolder>& run, Part part, const DataSet& images,
               const std::filesystem::path& file);
    [[nodiscard]] bool isBusy() const;

signals:
    void written(const std::filesystem::path& file);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
