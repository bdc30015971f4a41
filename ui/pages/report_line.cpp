#include "ui/pages/report_line.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>

#include "engine/runs/report_files.h"
#include "ui/pages/report_pdf.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

QString folderKey()
{
    return QStringLiteral("reportFolder");
}

/// By the ending; a name without one of these is a page.
std::string (*encoderOf(const QString& file))(const EvaluationReport&)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    return ending == QLatin1String("pdf")    ? encodeReportPdf
           : ending == QLatin1String("csv")  ? encodeReportCsv
           : ending == QLatin1String("json") ? encodeReportJson
                                             : encodeReportHtml;
}

QString withEnding(const QString& file)
{
    return QFileInfo(file).suffix().isEmpty() ? file + QStringLiteral(".html") : file;
}

} // namespace

ReportLine::ReportLine(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_session(new ReportSession(this)), m_note(new MessageNote(this))
{
    setObjectName(QStringLiteral("reportLine"));
    m_note->setObjectName(QStringLiteral("reportNote"));
    m_open = makeButton(QStringLiteral("openReportButton"), tr("Open"), QStringLiteral("file"), {}, this);
    m_close = makeToolButton(QStringLiteral("closeReportNote"), tr("Hide this line"), QStringLiteral("wrong"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, measure::kControlGap, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_open);
    layout->addWidget(m_close);
    hide();
    connect(m_session, &ReportSession::written, this, &ReportLine::showWritten);
    connect(m_session, &ReportSession::failed, this, &ReportLine::showFailure);
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_file)); });
    connect(m_close, &QPushButton::clicked, this, &ReportLine::clear);
}

void ReportLine::save(const Evaluation& evaluation)
{
    const QString folder =
        m_workbench.preferences.value(folderKey(), QString::fromStdString(evaluation.run->path.parent_path().string()))
            .toString();
    const QString proposal = folder + QLatin1Char('/') + displayName(evaluation.run->title) + QStringLiteral(".html");
    m_workbench.dialogs.chooseSaveFile(
        this, tr("Save report"), proposal,
        tr("Page for any browser (*.html);;Document (*.pdf);;Table of numbers (*.csv);;All numbers (*.json)"),
        [this, evaluation](const QString& file) {
            if (!file.isEmpty()) {
                write(evaluation, withEnding(file));
            }
        });
}

void ReportLine::write(const Evaluation& evaluation, const QString& file)
{
    m_workbench.preferences.setValue(folderKey(), QFileInfo(file).path());
    emit busyChanged(true);
    m_open->hide();
    m_close->hide();
    m_note->setMessage(MessageNote::Kind::Busy, tr("Writing the report…"));
    show();
    m_session->write(
        {evaluation.run, evaluation.part, m_workbench.data.dataSet(), file.toStdString(), encoderOf(file)});
}

void ReportLine::showWritten(const std::filesystem::path& file, bool hasPictures)
{
    m_file = QString::fromStdString(file.string());
    const QString saved = tr("The report is saved: %1").arg(m_file);
    m_note->setMessage(MessageNote::Kind::Good,
                       hasPictures
                           ? saved
                           : tr("%1. The images of this run are not open, so it shows none of its errors.").arg(saved));
    m_open->show();
    m_close->show();
    emit busyChanged(false);
}

void ReportLine::showFailure(const Error& error)
{
    m_note->setMessage(MessageNote::Kind::Fault, errorText(error));
    m_close->show();
    emit busyChanged(false);
}

void ReportLine::clear()
{
    hide();
    m_note->clear();
}

} // namespace saccade
