#include "ui/text/source_text.h"

#include <QCoreApplication>

#include "engine/data/source_kind.h"

namespace saccade {

namespace {

class SourceText
{
    Q_DECLARE_TR_FUNCTIONS(SourceText)
};

// Names of such files follow no rule that a pattern could hold, so all files are a choice away.
QString withAllFiles(const QString& filter)
{
    return filter + QStringLiteral(";;") + SourceText::tr("All files (%1)").arg(QLatin1Char('*'));
}

} // namespace

QString sourceIcon(const QString& source)
{
    switch (sourceKindOf(source.toStdString())) {
    case SourceKind::Sample: return QStringLiteral("shapes");
    case SourceKind::Archive: return QStringLiteral("archive");
    case SourceKind::Pixels: return QStringLiteral("binary");
    case SourceKind::List: return QStringLiteral("table");
    case SourceKind::Other: break;
    }
    return QStringLiteral("folder");
}

QString archiveFilter()
{
    return SourceText::tr("Archives (%1)")
        .arg(QStringLiteral("*.zip *.tar *.tar.gz *.tgz *.tar.bz2 *.tbz2 *.tar.xz *.txz *.tar.zst"));
}

QString pixelFilesFilter()
{
    return withAllFiles(
        SourceText::tr("CIFAR and IDX files (%1)").arg(QStringLiteral("*.bin *ubyte *ubyte.gz *idx1* *idx3*")));
}

QString listFilter()
{
    return withAllFiles(SourceText::tr("Lists (%1)").arg(QStringLiteral("*.csv *.tsv *.txt *.lst")));
}

} // namespace saccade
