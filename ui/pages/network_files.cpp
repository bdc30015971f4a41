#include "ui/pages/network_files.h"

#include <QCoreApplication>

#include "engine/formats/graph_file.h"
#include "ui/dialogs/dialogs.h"

namespace saccade {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("NetworkFiles", text);
}

QString filter()
{
    return words(QT_TRANSLATE_NOOP("NetworkFiles", "Networks (*.json)"));
}

/// Only files of that ending are taken for networks.
QString withEnding(const QString& path)
{
    return path.endsWith(QLatin1String(".json")) ? path : path + QLatin1String(".json");
}

} // namespace

void openNetworkFile(Dialogs& dialogs, QWidget* parent,
                     std::function<void(const std::string& path, const std::optional<Error>& error)> done)
{
    dialogs.chooseFiles(parent, words(QT_TRANSLATE_NOOP("NetworkFiles", "Open a network")), {}, filter(),
                        [done = std::move(done)](const QStringList& files) {
                            if (files.isEmpty()) {
                                return;
                            }
                            const std::string path = files.first().toStdString();
                            const Result<LayerGraph> graph = readGraphFile(path);
                            if (!graph) {
                                done(path, graph.error());
                            } else if (!isGraphFile(path)) {
                                done(path, Error{ErrorCode::FormatInvalid, "a network's file ends in .json", path});
                            } else {
                                done(path, {});
                            }
                        });
}

void saveNetworkFile(Dialogs& dialogs, QWidget* parent, const LayerGraph& graph,
                     std::function<void(const Error& error)> failed)
{
    const QString name = QString::fromStdString(graph.family.empty() ? "network" : graph.family);
    dialogs.chooseSaveFile(parent, words(QT_TRANSLATE_NOOP("NetworkFiles", "Save the network")), withEnding(name),
                           filter(), [graph, failed = std::move(failed)](const QString& chosen) {
                               if (chosen.isEmpty()) {
                                   return;
                               }
                               if (const Result<void> written = writeGraphFile(withEnding(chosen).toStdString(), graph);
                                   !written) {
                                   failed(written.error());
                               }
                           });
}

} // namespace saccade
