#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

/// One of the project's own files, its path from the root with '/'.
struct SourceFile
{
    QString path;
    QStringList lines;

    [[nodiscard]] bool isBelow(const QString& folder) const { return path.startsWith(folder + QLatin1Char('/')); }
};

/// Every file that git tracks or would track (build trees are ignored), whose name ends with one of the endings.
[[nodiscard]] QList<SourceFile> sourceFiles(const QStringList& endings);

/// The file a finding stands in, for a message: "ui/pages/page.cpp:12: TEXT".
[[nodiscard]] QString finding(const SourceFile& file, int lineIndex, const QString& text);
