#include "ui/pages/data_commands.h"

#include <QFileInfo>
#include <utility>

#include "ui/text/source_text.h"

namespace saccade {

DataCommands::DataCommands(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    connect(&workbench.data, &DataSession::opened, this, &DataCommands::rememberChoice);
}

void DataCommands::openSample()
{
    open(QStringLiteral("sample"));
}

void DataCommands::open(const QString& source)
{
    m_workbench.data.open(requestFor(m_workbench.preferences, source, m_workbench.cacheFolder),
                          m_workbench.data.splitRule());
}

void DataCommands::openAgain(const ResizeChoice& choice)
{
    OpenRequest request = m_workbench.data.request();
    request.resize = choice.mode;
    request.side = choice.side;
    m_workbench.data.open(request, m_workbench.data.splitRule());
    m_asked = request; // once it is open, not when it fails or is cancelled
}

void DataCommands::rememberChoice()
{
    if (const std::optional<OpenRequest> asked = std::exchange(m_asked, {}); asked == m_workbench.data.request()) {
        rememberResizeChoice(m_workbench.preferences, QString::fromStdString(asked->source),
                             {asked->resize, asked->side});
    }
}

void DataCommands::chooseFolder(QWidget* parent)
{
    const QString start = m_workbench.preferences.value(QStringLiteral("data/folder")).toString();
    m_workbench.dialogs.chooseFolder(parent, tr("Open a folder of images"), start, [this](const QString& folder) {
        if (!folder.isEmpty()) {
            m_workbench.preferences.setValue(QStringLiteral("data/folder"), QFileInfo(folder).absolutePath());
            open(folder);
        }
    });
}

void DataCommands::chooseArchive(QWidget* parent)
{
    chooseFile(parent, tr("Open an archive of images"), archiveFilter());
}

void DataCommands::choosePixelFiles(QWidget* parent)
{
    chooseFile(parent, tr("Open CIFAR or IDX files"), pixelFilesFilter());
}

void DataCommands::chooseList(QWidget* parent)
{
    chooseFile(parent, tr("Open a list of images"), listFilter());
}

void DataCommands::chooseFile(QWidget* parent, const QString& title, const QString& filter)
{
    const QString start = m_workbench.preferences.value(QStringLiteral("data/folder")).toString();
    m_workbench.dialogs.chooseFiles(parent, title, start, filter, [this](const QStringList& files) {
        if (!files.isEmpty()) {
            m_workbench.preferences.setValue(QStringLiteral("data/folder"), QFileInfo(files.first()).absolutePath());
            open(files.first());
        }
    });
}

void DataCommands::openRun(const QString& folder)
{
    emit evaluateRequested();
    m_workbench.evaluate.open(std::filesystem::path(folder.toStdString()));
}

void DataCommands::chooseRun(QWidget* parent)
{
    const QString start = QString::fromStdString(m_workbench.runsFolder.string());
    m_workbench.dialogs.chooseFolder(parent, tr("Open a run folder"), start, [this](const QString& folder) {
        if (!folder.isEmpty()) {
            openRun(folder);
        }
    });
}

} // namespace saccade
