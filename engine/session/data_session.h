#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/data/data_set.h"
#include "engine/data/split.h"
#include "engine/session/engine_loader.h"
#include "engine/training/image_reader.h"

namespace saccade {

/// Opens data sets on a worker thread. A newer open() replaces an older one; only the newest answers. UI thread.
class DataSession final : public QObject
{
    Q_OBJECT

public:
    /// changesFolder: where a person's changes of data sets are kept that nothing may be written beside (see
    /// ChangesFile); empty = changes are neither read nor kept.
    explicit DataSession(EngineLoader& loader, const std::filesystem::path& changesFolder = {},
                         QObject* parent = nullptr);
    ~DataSession() override;

    /// Must not block. Waits by itself until the image reader is loaded.
    void open(const OpenRequest& request, const SplitRule& rule);
    /// Divides the open data set anew; answers with opened(). Must not block.
    void setSplit(const SplitRule& rule);
    /// Makes exactly these the changes of the open data set and keeps them; answers with opened(), where places, pixels
    /// and id are as before. Nothing happens while another set is being opened. Must not block.
    void setChanges(const DataChanges& changes);
    /// failed(Cancelled) follows; an open data set stays as it was.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    /// The open data set; count() is 0 when none.
    [[nodiscard]] const DataSet& dataSet() const;
    [[nodiscard]] const SplitRule& splitRule() const;
    /// What the open data set was asked for with.
    [[nodiscard]] const OpenRequest& request() const;

signals:
    void started(const QString& source);
    void progressed(const saccade::OpenProgress& progress); ///< at most 30 times a second
    void opened(const saccade::DataSet& dataSet);
    void failed(const saccade::Error& error);
    /// The changes are made, but could not be written.
    void changesNotKept(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
