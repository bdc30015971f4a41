#include "tests/arch/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace {

const QStringList kFolders{QStringLiteral("app"),      QStringLiteral("engine"),    QStringLiteral("ui"),
                           QStringLiteral("tests"),    QStringLiteral("packaging"), QStringLiteral("translations"),
                           QStringLiteral("resources")};

QStringList readLines(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
}

} // namespace

QList<SourceFile> sourceFiles(const QStringList& endings)
{
    const QDir root(QStringLiteral(SACCADE_SOURCE_DIR));
    QList<SourceFile> files;
    for (const QString& folder : kFolders) {
        QDirIterator walk(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next();
            for (const QString& ending : endings) {
                if (path.endsWith(ending)) {
                    files.append({root.relativeFilePath(path), readLines(path)});
                    break;
                }
            }
        }
    }
    return files;
}

QString finding(const SourceFile& file, int lineIndex, const QString& text)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(lineIndex + 1).arg(text);
}
