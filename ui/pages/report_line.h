#pragma once

#include <QWidget>

#include "engine/session/evaluate_session.h"
#include "engine/session/report_session.h"
#include "ui/window/workbench.h"

class QPushButton;

namespace saccade {

class MessageNote;

/// Asks where, has the report written and says below the header how that went, with a button that opens the file.
/// Hidden while there is nothing to say. UI thread.
class ReportLine final : public QWidget
{
    Q_OBJECT

public:
    explicit ReportLine(Workbench& workbench, QWidget* parent = nullptr);

    /// The part that is shown; HTML, PDF, CSV or JSON by the file's ending. The file lies where the last one did.
    void save(const Evaluation& evaluation);
    void clear();

signals:
    /// A report is being written, or no longer.
    void busyChanged(bool isBusy);

private:
    void write(const Evaluation& evaluation, const QString& file);
    void showWritten(const std::filesystem::path& file, bool hasPictures);
    void showFailure(const Error& error);

    Workbench& m_workbench;
    ReportSession* m_session = nullptr;
    MessageNote* m_note = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_close = nullptr;
    QString m_file;
};

} // namespace saccade
