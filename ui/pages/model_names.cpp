#include "ui/pages/model_names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "ui/text/format.h"
#include "ui/widgets/dropped_model.h"

namespace saccade {

namespace {

const QString kExportFolder = QStringLiteral("export"); // of each run: it tells nothing apart

} // namespace

QString modelTitleOf(const Model& model)
{
    const QString title = displayName(model.title);
    return isRunPath(QFile::decodeName(model.source.c_str()))
               ? QCoreApplication::translate("ModelNames", "Best of %1").arg(title)
               : QCoreApplication::translate("ModelNames", "%1 (%2)")
                     .arg(title, displayName(model.source.filename().string()));
}

QString modelFileLabel(const QString& path)
{
    const QFileInfo file(path);
    QString folder = file.path();
    if (folder.section(QLatin1Char('/'), -1) == kExportFolder) {
        folder = folder.section(QLatin1Char('/'), 0, -2);
    }
    const QString name = folder.section(QLatin1Char('/'), -1);
    return name.isEmpty() || name == QLatin1String(".") ? file.fileName() : name + QLatin1Char('/') + file.fileName();
}

} // namespace saccade
