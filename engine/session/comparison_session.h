#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/runs/run_comparison.h"

namespace saccade {

/// Two runs and how they answered the same images.
struct ComparedRuns
{
    std::shared_ptr<const RunFolder> a;
    std::shared_ptr<const RunFolder> b;
    RunComparison comparison;
};

/// Opens a second run and compares it on a worker thread; the newest request answers. UI thread.
class ComparisonSession final : public QObject
{
    Q_OBJECT

public:
    explicit ComparisonSession(QObject* parent = nullptr);
    ~ComparisonSession() override;

    /// Errors are those of openRunFolder() and compareRuns(). Must not block.
    void compare(const std::shared_ptr<const RunFolder>& a, const std::filesystem::path& b, Part part);
    /// What was asked no longer answers.
    void cancel();

signals:
    void compared(const std::shared_ptr<const saccade::ComparedRuns>& runs);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
