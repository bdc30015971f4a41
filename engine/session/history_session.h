#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/runs/kept_predictions.h"

namespace saccade {

/// Keeps classified images in a file from one start of the program to the next; reads and writes on a worker thread. A
/// file that cannot be read is put aside as FILE.broken. Of several programs only the first keeps (FILE.lock says
/// which); the others read. UI thread.
class HistorySession final : public QObject
{
    Q_OBJECT

public:
    using Predictions = std::shared_ptr<const std::vector<KeptPrediction>>;

    /// With an empty path nothing is kept.
    explicit HistorySession(std::filesystem::path file, QObject* parent = nullptr);
    /// Blocks until what was given last is written.
    ~HistorySession() override;

    /// opened() follows, also when there was no file. Must not block.
    void open();
    /// Replaces what the file holds; between open() and opened() it comes in front of that instead, for nobody here
    /// knows it yet. Must not block.
    void keep(Predictions predictions);

signals:
    void opened(const saccade::HistorySession::Predictions& predictions);
    /// Before opened(): another program keeps the file, so nothing is written.
    void keptElsewhere();
    /// Of reading, before opened() with nothing: its path is where the unreadable file lies now. Or of writing.
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
