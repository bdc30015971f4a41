#pragma once

#include <QWidget>
#include <vector>

#include "engine/session/export_session.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace saccade {

struct Workbench;

/// Where the files go: beside the run until another folder is chosen, which is remembered for that run. UI thread.
class ExportPlacePane final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPlacePane(Workbench& workbench, QWidget* parent = nullptr);

    void setRun(const std::filesystem::path& run);
    /// The files of both weights can lie beside each other.
    void setWeights(KeptWeights weights);
    void setFormats(const std::vector<ExportFormat>& formats);
    /// What came of the run's formats until now.
    void setWritten(const std::vector<ExportOutcome>& outcomes);
    void setEditable(bool editable);
    /// Folder and name without an ending, as exportModel() takes it.
    [[nodiscard]] std::filesystem::path file() const;
    /// Names of the files that are there already and would be replaced.
    [[nodiscard]] QStringList replaced() const;
    /// The files may have come or gone.
    void refresh();

signals:
    void placeChanged();

private:
    void choose();
    void remember();

    Workbench& m_workbench;
    std::filesystem::path m_run;
    KeptWeights m_weights = KeptWeights::Best;
    std::vector<ExportFormat> m_formats;
    std::uintmax_t m_bytes = 0;
    QLineEdit* m_folder = nullptr;
    QPushButton* m_choose = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_files = nullptr;
    QLabel* m_replaced = nullptr;
};

} // namespace saccade
