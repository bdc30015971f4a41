#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "ui/settings/data_preferences.h"
#include "ui/window/workbench.h"

namespace saccade {

/// The ways to a data set, shared by the first-run and the Data page. UI thread.
class DataCommands final : public QObject
{
    Q_OBJECT

public:
    explicit DataCommands(Workbench& workbench, QObject* parent = nullptr);

    void openSample();
    void open(const QString& source);
    /// The open source with its images resized otherwise; remembered for the source when that succeeds.
    void openAgain(const ResizeChoice& choice);
    void chooseFolder(QWidget* parent);
    void chooseArchive(QWidget* parent);
    /// Any file of a set: its companions are found.
    void choosePixelFiles(QWidget* parent);
    void chooseList(QWidget* parent);
    /// Opens it in Evaluate.
    void openRun(const QString& folder);
    void chooseRun(QWidget* parent);

signals:
    void evaluateRequested(); ///< a run is being opened: show Evaluate

private:
    void chooseFile(QWidget* parent, const QString& title, const QString& filter);
    void rememberChoice();

    Workbench& m_workbench;
    std::optional<OpenRequest> m_asked;
};

} // namespace saccade
