#include "ui/pages/model_file_question.h"

#include <QCoreApplication>

#include "ui/widgets/dropped_model.h"

namespace saccade {

void askForModelFile(Workbench& workbench, QWidget* parent, std::function<void(const QString& file)> done)
{
    workbench.dialogs.chooseFiles(
        parent, QCoreApplication::translate("ModelFileQuestion", "Open a model file"),
        QString::fromStdString(workbench.runsFolder.string()),
        QCoreApplication::translate("ModelFileQuestion", "Models (%1)").arg(modelFilePatterns()),
        [done = std::move(done)](const QStringList& files) {
            if (!files.isEmpty()) {
                done(files.front());
            }
        });
}

} // namespace saccade
