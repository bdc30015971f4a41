#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "engine/data/data_set.h"
#include "engine/runs/evaluation_report.h"

namespace saccade {

/// What is to be written of which run, and where.
struct ReportRequest
{
    std::shared_ptr<const RunFolder> run;
    Part part = Part::Test;
    DataSet dataSet; ///< the run's own for pictures; any other, or none, is not looked at
    std::filesystem::path file;
    /// The file's bytes; called on the worker thread.
    std::function<std::string(const EvaluationReport&)> encode;
};

/// Writes a run's report on a worker thread, one after the other. UI thread.
class ReportSession final : public QObject
{
    Q_OBJECT

public:
    explicit ReportSession(QObject* parent = nullptr);
    ~ReportSession() override;

    /// Replaces the file when it is whole; FileUnwritable when it is the run's own record of how it ended. Must not
    /// block.
    void write(const ReportRequest& request);

signals:
    void written(const std::filesystem::path& file, bool hasPictures);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
