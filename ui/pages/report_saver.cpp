#include "ui/pages/report_saver.h"

#include <QPushButton>

#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

ReportSaver::ReportSaver(Workbench& workbench, QWidget* page) : QObject(page), m_workbench(workbench), m_page(page)
{
    m_button = makeButton(QStringLiteral("saveReportButton"), tr("Save report…"), QStringLiteral("save"),
                          QStringLiteral("primary"), page);
    m_button->setToolTip(tr("One file with verdict, curves, matrix, figures and the worst errors"));
    connect(m_button, &QPushButton::clicked, this, &ReportSaver::ask);
    connect(&m_session, &ReportSession::written, this, [this](const std::filesystem::path& file) {
        showState();
        const QString name = QString::fromStdString(file.string());
        emit told(tr("The report is in %1.").arg(name), name);
    });
    connect(&m_session, &ReportSession::failed, this, [this](const Error& error) {
        showState();
        emit told(errorText(error), {});
    });
    showState();
}

void ReportSaver::setEnabled(bool isEnabled)
{
    m_isEnabled = isEnabled;
    showState();
}

void ReportSaver::showState()
{
    const bool isBusy = m_session.isBusy();
    m_button->setEnabled(m_isEnabled && !isBusy);
    m_button->setText(isBusy ? tr("Writing…") : tr("Save report…"));
}

void ReportSaver::ask()
{
    const Evaluation& evaluation = m_workbench.evaluate.evaluation();
    const QString proposal = QString::fromStdString((evaluation.run->path / "report.html").string());
    m_workbench.dialogs.chooseSaveFile(m_page, tr("Save report"), proposal,
                                       tr("Report (*.html);;Numbers (*.json);;Table (*.csv)"),
                                       [this](const QString& file) {
                                           if (!file.isEmpty()) {
                                               write(file);
                                           }
                                       });
}

void ReportSaver::write(const QString& file)
{
    const Evaluation& evaluation = m_workbench.evaluate.evaluation();
    m_session.write(evaluation.run, evaluation.part, m_workbench.data.dataSet(), file.toStdString());
    showState();
}

} // namespace saccade
