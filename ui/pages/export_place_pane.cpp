#include "ui/pages/export_place_pane.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>
#include <set>
#include <system_error>

#include "engine/runs/export_usage.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/window/workbench.h"

namespace saccade {

namespace {

constexpr int kMostRuns = 100;
const QString kFoldersKey = QStringLiteral("export/folders");
// The names that the generated Python module is imported by.
const char* const kStem = "model";
const char* const kLastStem = "model_last";

} // namespace

ExportPlacePane::ExportPlacePane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_folder(new QLineEdit(this))
{
    setObjectName(QStringLiteral("exportPlacePane"));
    setProperty("pane", true);
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_folder->setAccessibleName(tr("Folder of the exported files"));
    m_choose = makeButton(QStringLiteral("chooseFolderButton"), tr("Choose…"), {}, {}, this);
    m_open = makeButton(QStringLiteral("openFolderButton"), tr("Open folder"), QStringLiteral("folder"),
                        QStringLiteral("flat"), this);
    m_open->setToolTip(tr("Shows the files in the file manager"));
    m_files = makeCaption({}, this);
    m_files->setObjectName(QStringLiteral("exportFiles"));
    m_replaced = makeCaption({}, this);
    m_replaced->setObjectName(QStringLiteral("replacedFiles"));
    for (QLabel* label : {m_files, m_replaced}) {
        label->setWordWrap(true);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(measure::kControlGap);
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    inner->setSpacing(measure::kControlGap);
    inner->addLayout(row);
    inner->addWidget(m_files);
    inner->addWidget(m_replaced);
    inner->addWidget(m_open, 0, Qt::AlignLeading);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new PaneTitle(tr("Where to"), this));
    layout->addLayout(inner);
    connect(m_choose, &QPushButton::clicked, this, &ExportPlacePane::choose);
    connect(m_folder, &QLineEdit::editingFinished, this, &ExportPlacePane::remember);
    connect(m_open, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(file().parent_path().string())));
    });
}

void ExportPlacePane::setRun(const std::filesystem::path& run)
{
    if (run != m_run) {
        m_run = run;
        const QVariantMap folders = m_workbench.preferences.value(kFoldersKey).toMap();
        const QString beside = QString::fromStdString((run / "export").string());
        m_folder->setText(folders.value(QString::fromStdString(run.string()), beside).toString());
        m_folder->setCursorPosition(0);
    }
    refresh();
}

void ExportPlacePane::setWeights(KeptWeights weights)
{
    m_weights = weights;
    refresh();
}

void ExportPlacePane::setFormats(const std::vector<ExportFormat>& formats)
{
    m_formats = formats;
    refresh();
}

/// Formats share files: weights of a Python module are a state dict.
void ExportPlacePane::setWritten(const std::vector<ExportOutcome>& outcomes)
{
    std::set<std::filesystem::path> files;
    m_bytes = 0;
    for (const ExportOutcome& outcome : outcomes) {
        std::error_code failed;
        if (outcome.report && std::filesystem::is_directory(outcome.report->files.front(), failed)) {
            m_bytes += outcome.report->bytes;
        } else if (outcome.report) {
            files.insert(outcome.report->files.begin(), outcome.report->files.end());
        }
    }
    for (const std::filesystem::path& file : files) {
        std::error_code failed;
        const std::uintmax_t bytes = std::filesystem::file_size(file, failed);
        m_bytes += failed ? 0 : bytes;
    }
    refresh();
}

void ExportPlacePane::setEditable(bool editable)
{
    m_folder->setEnabled(editable);
    m_choose->setEnabled(editable);
}

std::filesystem::path ExportPlacePane::file() const
{
    return std::filesystem::path(m_folder->text().toStdString()) / (m_weights == KeptWeights::Last ? kLastStem : kStem);
}

QStringList ExportPlacePane::replaced() const
{
    std::set<std::filesystem::path> files;
    for (const ExportFormat format : m_formats) {
        for (const std::filesystem::path& written : exportedFiles(file(), format)) {
            files.insert(written);
        }
    }
    QStringList names;
    for (const std::filesystem::path& written : files) {
        std::error_code failed;
        if (std::filesystem::exists(written, failed)) {
            names.append(displayName(written.filename().string()));
        }
    }
    return names;
}

void ExportPlacePane::refresh()
{
    QStringList names;
    for (const ExportFormat format : m_formats) {
        for (const std::filesystem::path& written : exportedFiles(file(), format)) {
            const QString name = displayName(written.filename().string());
            if (!names.contains(name)) {
                names.append(name);
            }
        }
    }
    QString files = names.isEmpty() ? tr("Tick a format.") : tr("%1.").arg(names.join(QStringLiteral(", ")));
    if (m_bytes > 0) {
        files += QLatin1Char(' ') + tr("%1 written.").arg(formatBytes(static_cast<std::int64_t>(m_bytes)));
    }
    m_files->setText(files);
    const QStringList old = replaced();
    m_replaced->setText(tr("Already there, would be replaced: %1.").arg(old.join(QStringLiteral(", "))));
    m_replaced->setVisible(!old.isEmpty());
    std::error_code failed;
    m_open->setVisible(std::filesystem::is_directory(file().parent_path(), failed));
}

void ExportPlacePane::choose()
{
    m_workbench.dialogs.chooseFolder(this, tr("Choose a folder for the exported files"), m_folder->text(),
                                     [this](const QString& folder) {
                                         if (!folder.isEmpty()) {
                                             m_folder->setText(folder);
                                             remember();
                                         }
                                     });
}

void ExportPlacePane::remember()
{
    QVariantMap folders = m_workbench.preferences.value(kFoldersKey).toMap();
    const QString run = QString::fromStdString(m_run.string());
    if (folders.size() >= kMostRuns && !folders.contains(run)) {
        folders.erase(folders.begin());
    }
    folders.insert(run, m_folder->text());
    m_workbench.preferences.setValue(kFoldersKey, folders);
    refresh();
    emit placeChanged();
}

} // namespace saccade
