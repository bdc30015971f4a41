#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include "tests/test_registry.h"

namespace {

QFileInfoList builtPrograms()
{
    QFileInfoList programs;
    const QDir folder(QStringLiteral(SACCADE_BINARY_DIR "/bin"));
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files | QDir::Executable)) {
        if (!file.fileName().contains(QLatin1String(".so"))) {
            programs.append(file);
        }
    }
    return programs;
}

QString outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(60'000) && process.exitCode() == 0
               ? QString::fromLocal8Bit(process.readAllStandardOutput())
               : QString();
}

} // namespace

/// What the linker made of the programs: the conditions under which the late modules run at their own speed.
class TstPrograms : public QObject
{
    Q_OBJECT

private slots:
    void copyNothingOutOfALibrary()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("readelf")).isEmpty()) {
            QSKIP("readelf is not installed here");
        }
        const QFileInfoList programs = builtPrograms();
        QVERIFY(!programs.isEmpty()); // this test is one
        for (const QFileInfo& program : programs) {
            const QString relocations =
                outputOf(QStringLiteral("readelf"), {QStringLiteral("-rW"), program.filePath()});
            QVERIFY2(!relocations.isEmpty(), qPrintable(program.fileName()));
            QVERIFY2(!relocations.contains(QRegularExpression(QStringLiteral("R_[A-Z0-9_]+_COPY\\b"))),
                     qPrintable(program.fileName() + QStringLiteral(" has a copy relocation")));
        }
    }

    void startWithoutTheLateModules_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("window") << QStringLiteral("saccade");
        QTest::newRow("headless") << QStringLiteral("saccade-cli");
    }

    void startWithoutTheLateModules()
    {
        QFETCH(QString, name);
        const QString program = QStringLiteral(SACCADE_BINARY_DIR "/bin/") + name;
        if (!QFileInfo::exists(program)) {
            QSKIP("this build has no such program");
        }
        const QString libraries = outputOf(QStringLiteral("ldd"), {program});
        QVERIFY(libraries.contains(QLatin1String("libsaccade.so")));
        static const QRegularExpression late(
            QStringLiteral("lib(opencv|torch|c10|blas|lapack|saccade-(decode|parity|torch|video))"));
        const QRegularExpressionMatch match = late.match(libraries);
        QVERIFY2(!match.hasMatch(), qPrintable(name + QStringLiteral(" links ") + match.captured(0)));
    }
};

SACCADE_TEST(tst_programs, TstPrograms)
#include "tst_programs.moc"
