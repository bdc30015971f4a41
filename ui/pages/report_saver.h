#pragma once

#include <QObject>

#include "engine/session/report_session.h"
#include "ui/window/workbench.h"

class QPushButton;
class QWidget;

namespace saccade {

/// The button "Save report…" of the Evaluate page: asks where, has the report written and says that it is there, at the
/// button. UI thread.
class ReportSaver final : public QObject
{
    Q_OBJECT

public:
    ReportSaver(Workbench& workbench, QWidget* page);

    [[nodiscard]] QPushButton* button() const { return m_button; }
    void setEnabled(bool isEnabled);

signals:
    /// A sentence for the page; with a file it is what was written.
    void told(const QString& sentence, const QString& file);

private:
    void ask();
    void write(const QString& file);
    void showState();

    Workbench& m_workbench;
    QWidget* m_page;
    ReportSession m_session;
    QPushButton* m_button = nullptr;
    bool m_isEnabled = false;
};

} // namespace saccade
