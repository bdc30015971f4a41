#include <QFileInfo>
#include <QHash>
#include <QTest>

#include "tests/arch/source_tree.h"
#include "tests/test_registry.h"

namespace {

struct LibraryLaw
{
    QRegularExpression include;
    QStringList rooms; ///< folders whose files may include it
    QString name;
};

QList<LibraryLaw> libraryLaws()
{
    const auto law = [](const char* pattern, const QStringList& rooms, const char* name) {
        return LibraryLaw{QRegularExpression(QString::fromLatin1(pattern)), rooms, QString::fromLatin1(name)};
    };
    const QString decode = QStringLiteral("engine/decode");
    const QStringList decodeAndTests{decode, QStringLiteral("tests/decode")};
    const QStringList openCvRooms{decode,
                                  QStringLiteral("engine/parity"),
                                  QStringLiteral("engine/video"),
                                  QStringLiteral("tests/decode"),
                                  QStringLiteral("tests/parity"),
                                  QStringLiteral("tests/video")};
    return {
        law("^(torch|ATen|c10|caffe2)/",
            {QStringLiteral("engine/torchnet"), QStringLiteral("tests/torchnet"), QStringLiteral("tests/bench")},
            "LibTorch"),
        law("^opencv2/", openCvRooms, "OpenCV"),
        law("^(archive|archive_entry|jpeglib|jerror|gif_lib)\\.h$", decodeAndTests, "a decoder library"),
        law("^nlohmann/",
            {QStringLiteral("engine/formats"), QStringLiteral("engine/runs"), QStringLiteral("app/cli"),
             QStringLiteral("tests")},
            "nlohmann/json"),
        law("^boost/", {QStringLiteral("engine/web")}, "Boost"),
        law("^spdlog/", {QStringLiteral("engine/base")}, "spdlog"),
        law("^CLI/", {QStringLiteral("app")}, "CLI11"),
        law("^zlib\\.h$",
            {QStringLiteral("engine/data"), QStringLiteral("engine/formats"), decode, QStringLiteral("tests")}, "zlib"),
        law("^qcustomplot\\.h$", {QStringLiteral("ui/plots"), QStringLiteral("tests/plots")}, "QCustomPlot"),
    };
}

QHash<QString, QStringList> readRooms()
{
    QHash<QString, QStringList> rooms;
    QFile file(QStringLiteral(SACCADE_ROOMS_FILE));
    if (!file.open(QIODevice::ReadOnly)) {
        return rooms;
    }
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const QStringList halves = line.split(QStringLiteral(": "));
        rooms.insert(halves.value(0).remove(QLatin1Char(':')).trimmed(),
                     halves.value(1).split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }
    return rooms;
}

bool isQtHeader(const QString& include, const QString& module)
{
    return QFileInfo::exists(QStringLiteral(SACCADE_QT_INCLUDES) + QLatin1Char('/') + module + QLatin1Char('/') +
                             include);
}

/// The longest room that the path lies in, or an empty text.
QString roomOf(const QString& path, const QStringList& rooms)
{
    QString found;
    for (const QString& room : rooms) {
        if (path.startsWith(room + QLatin1Char('/')) && room.size() > found.size()) {
            found = room;
        }
    }
    return found;
}

struct Include
{
    const SourceFile* file;
    int line;
    QString target;
    bool angled;
};

QList<Include> allIncludes(const QList<SourceFile>& files)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    QList<Include> includes;
    for (const SourceFile& file : files) {
        for (int i = 0; i < file.lines.size(); ++i) {
            const QRegularExpressionMatch match = pattern.match(file.lines[i]);
            if (match.hasMatch()) {
                includes.append({&file, i, match.captured(2), match.captured(1) == QLatin1String("<")});
            }
        }
    }
    return includes;
}

} // namespace

/// Law 1, 2 and 5: who may include whom.
class TstWalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void roomsIncludeOnlyRoomsAbove();
    void librariesStayInTheirRooms();
    void qtStaysOutOfTheEngine();
    void widgetsStayInTheWindow();
    void ownHeadersAreIncludedFromTheRoot();

private:
    QHash<QString, QStringList> m_rooms;
    QList<SourceFile> m_files;
    QList<Include> m_includes;
};

void TstWalls::initTestCase()
{
    m_rooms = readRooms();
    m_files = sourceFiles({QStringLiteral(".h"), QStringLiteral(".cpp")});
    // What lies there becomes part of other programs, built far from this one.
    m_files.erase(
        std::remove_if(m_files.begin(), m_files.end(),
                       [](const SourceFile& file) { return file.isBelow(QStringLiteral("resources/deploy")); }),
        m_files.end());
    m_includes = allIncludes(m_files);
    QVERIFY(m_rooms.contains(QStringLiteral("engine/base")));
    QVERIFY(m_includes.size() > 100);
}

void TstWalls::roomsIncludeOnlyRoomsAbove()
{
    QStringList findings;
    for (const Include& include : m_includes) {
        const QString from = roomOf(include.file->path, m_rooms.keys());
        const QString to = roomOf(include.target, m_rooms.keys());
        if (!from.isEmpty() && !to.isEmpty() && from != to && !m_rooms[from].contains(to)) {
            findings += finding(*include.file, include.line,
                                QStringLiteral("%1 must not include %2").arg(from, include.target));
        }
        if (!from.isEmpty() &&
            (include.target.startsWith(QLatin1String("app/")) || include.target.startsWith(QLatin1String("tests/")))) {
            findings += finding(*include.file, include.line, QStringLiteral("a room must not include app or tests"));
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstWalls::librariesStayInTheirRooms()
{
    QStringList findings;
    for (const LibraryLaw& law : libraryLaws()) {
        for (const Include& include : m_includes) {
            if (!law.include.match(include.target).hasMatch()) {
                continue;
            }
            const bool allowed = std::any_of(law.rooms.begin(), law.rooms.end(),
                                             [&](const QString& room) { return include.file->isBelow(room); });
            if (!allowed) {
                findings += finding(*include.file, include.line,
                                    QStringLiteral("must not include %1: %2").arg(law.name, include.target));
            }
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstWalls::qtStaysOutOfTheEngine()
{
    QStringList findings;
    for (const Include& include : m_includes) {
        const bool isQt = include.angled && (isQtHeader(include.target, QStringLiteral("QtCore")) ||
                                             isQtHeader(include.target, QStringLiteral("QtGui")) ||
                                             isQtHeader(include.target, QStringLiteral("QtWidgets")));
        const bool plain =
            include.file->isBelow(QStringLiteral("engine")) && !include.file->isBelow(QStringLiteral("engine/session"));
        if (isQt && (plain || include.file->isBelow(QStringLiteral("app/cli")))) {
            findings += finding(*include.file, include.line, QStringLiteral("Qt has no place here: ") + include.target);
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstWalls::widgetsStayInTheWindow()
{
    const QStringList without{QStringLiteral("engine"), QStringLiteral("ui/text"), QStringLiteral("ui/theme"),
                              QStringLiteral("ui/models")};
    QStringList findings;
    for (const Include& include : m_includes) {
        const bool widget = include.angled && isQtHeader(include.target, QStringLiteral("QtWidgets"));
        const bool forbidden = std::any_of(without.begin(), without.end(),
                                           [&](const QString& room) { return include.file->isBelow(room); });
        if (widget && forbidden) {
            findings += finding(*include.file, include.line, QStringLiteral("no widgets here: ") + include.target);
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstWalls::ownHeadersAreIncludedFromTheRoot()
{
    QStringList findings;
    for (const Include& include : m_includes) {
        const QString below = QStringLiteral(SACCADE_SOURCE_DIR) + QLatin1Char('/') + include.target;
        const bool generated =
            include.target.endsWith(QLatin1String(".moc")) || include.target.endsWith(QLatin1String(".inc"));
        if (!include.angled && !generated && !QFileInfo::exists(below)) {
            findings += finding(*include.file, include.line,
                                QStringLiteral("write it from the project root: ") + include.target);
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

SACCADE_TEST(tst_walls, TstWalls)
#include "tst_walls.moc"
