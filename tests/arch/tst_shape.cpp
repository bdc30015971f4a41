#include <QDir>
#include <QHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "tests/arch/source_tree.h"
#include "tests/test_registry.h"

namespace {

constexpr int kLongestFile = 400;
constexpr int kLongestFunction = 60;

/// Functions that may be long, each with its reason: "path: function: reason" in long_functions.txt.
QStringList excusedFunctions()
{
    QFile file(QStringLiteral(SACCADE_SOURCE_DIR "/tests/arch/long_functions.txt"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QStringList excused;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const QStringList parts = line.split(QStringLiteral(": "));
        if (parts.size() >= 3) {
            excused.append(parts[0] + QStringLiteral(": ") + parts[1]);
        }
    }
    return excused;
}

/// With the project's format a function's body opens and closes with a brace alone in its line, at one indentation.
QStringList longFunctions(const SourceFile& file)
{
    static const QRegularExpression name(QStringLiteral("([~\\w:]+)\\("));
    QStringList found;
    for (int open = 1; open < file.lines.size(); ++open) {
        const QString& line = file.lines[open];
        if (line.trimmed() != QLatin1String("{") || line.size() > 5) {
            continue;
        }
        const QString closing = line.left(line.size() - 1) + QLatin1Char('}');
        const auto close = file.lines.indexOf(closing, open);
        int first = open - 1;
        while (first > 0 && !name.match(file.lines[first]).hasMatch() && !file.lines[first].trimmed().isEmpty()) {
            --first; // a blank line ends the search: what opens here is a class, not a function
        }
        const QRegularExpressionMatch match = name.match(file.lines[first]);
        if (close - open - 1 > kLongestFunction && match.hasMatch()) {
            found.append(match.captured(1));
        }
    }
    return found;
}

} // namespace

/// Sizes, forbidden words, translated texts, format, and what lies in the root.
class TstShape : public QObject
{
    Q_OBJECT

private slots:
    void filesAreShort();
    void functionsAreShort();
    void forbiddenCalls_data();
    void forbiddenCalls();
    void textsAreTranslated();
    void formatIsKept();
    void rootHoldsOnlyTheAgreedEntries();
    void catalogueIsCurrent();
    void mapNamesEveryHeader();
};

void TstShape::filesAreShort()
{
    QStringList findings;
    for (const SourceFile& file : sourceFiles({QStringLiteral(".h"), QStringLiteral(".cpp")})) {
        if (file.lines.size() - 1 > kLongestFile) {
            findings += QStringLiteral("%1 has %2 lines").arg(file.path).arg(file.lines.size() - 1);
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstShape::functionsAreShort()
{
    const QStringList excused = excusedFunctions();
    QStringList findings;
    for (const SourceFile& file : sourceFiles({QStringLiteral(".h"), QStringLiteral(".cpp")})) {
        for (const QString& function : longFunctions(file)) {
            if (!excused.contains(file.path + QStringLiteral(": ") + function)) {
                findings += file.path + QStringLiteral(": ") + function + QStringLiteral(" is over 60 lines");
            }
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstShape::forbiddenCalls_data()
{
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char* name, const char* pattern) { QTest::newRow(name) << QString::fromLatin1(pattern); };
    row("atomic but not durable", "\\bQSaveFile\\b");
    row("no limits", "\\bQHttpServer\\b");
    row("decodes without preflight", "\\bimread\\b");
    row("opens any archive kind", "support_(format|filter)_all\\b");
    row("aborts on a full disk", "torch::save\\b");
    row("settings live in settings.json", "\\bQSettings\\b");
    row("a mark without an issue", "\\b(TODO|FIXME|XXX)\\b");
    row("nested event loop", "\\.exec\\(\\)");
}

void TstShape::forbiddenCalls()
{
    QFETCH(QString, pattern);
    const QRegularExpression forbidden(pattern);
    QStringList findings;
    for (const SourceFile& file : sourceFiles({QStringLiteral(".h"), QStringLiteral(".cpp")})) {
        const bool lawItself = file.isBelow(QStringLiteral("tests/arch"));
        const bool eventLoop = pattern.contains(QLatin1String("exec")) &&
                               (file.path == QLatin1String("app/main.cpp") || file.isBelow(QStringLiteral("tests")));
        for (int i = 0; i < file.lines.size() && !lawItself && !eventLoop; ++i) {
            if (forbidden.match(file.lines[i]).hasMatch()) {
                findings += finding(file, i, file.lines[i].trimmed());
            }
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstShape::textsAreTranslated()
{
    static const QRegularExpression bare(QStringLiteral(
        "(set(Text|ToolTip|WindowTitle|PlaceholderText|StatusTip|AccessibleName|AccessibleDescription|Title|LabelText)"
        "|addMenu|addAction|new Q(Label|PushButton|Action|CheckBox|RadioButton|GroupBox))"
        "\\((QStringLiteral\\(|QLatin1String\\()?\"(?!Saccade)[^\"]*[A-Za-z]{2}"));
    QStringList findings;
    for (const SourceFile& file : sourceFiles({QStringLiteral(".cpp")})) {
        for (int i = 0; i < file.lines.size() && file.isBelow(QStringLiteral("ui")); ++i) {
            if (bare.match(file.lines[i]).hasMatch()) {
                findings += finding(file, i, file.lines[i].trimmed());
            }
        }
    }
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char('\n'))));
}

void TstShape::formatIsKept()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("clang-format-14"));
    if (program.isEmpty()) {
        QSKIP("clang-format-14 is not installed here");
    }
    QStringList arguments{QStringLiteral("--dry-run"), QStringLiteral("-Werror")};
    for (const SourceFile& file : sourceFiles({QStringLiteral(".h"), QStringLiteral(".cpp")})) {
        arguments.append(file.path);
    }
    QProcess process;
    process.setWorkingDirectory(QStringLiteral(SACCADE_SOURCE_DIR));
    process.start(program, arguments);
    QVERIFY(process.waitForFinished(120'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().left(2000).constData());
}

void TstShape::rootHoldsOnlyTheAgreedEntries()
{
    const QStringList agreed{QStringLiteral("CMakeLists.txt"),
                             QStringLiteral("CMakePresets.json"),
                             QStringLiteral("LICENSE"),
                             QStringLiteral("README.md"),
                             QStringLiteral("app"),
                             QStringLiteral("engine"),
                             QStringLiteral("ui"),
                             QStringLiteral("resources"),
                             QStringLiteral("translations"),
                             QStringLiteral("tests"),
                             QStringLiteral("packaging"),
                             QStringLiteral("build"),
                             QStringLiteral("shared")};
    const QDir root(QStringLiteral(SACCADE_SOURCE_DIR));
    for (const QString& entry : root.entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        QVERIFY2(agreed.contains(entry), qPrintable(entry + QStringLiteral(" does not belong in the root")));
    }
}

void TstShape::catalogueIsCurrent()
{
    const QString lupdate = QStringLiteral(SACCADE_LUPDATE);
    if (lupdate.isEmpty()) {
        QSKIP("lupdate is not part of this build");
    }
    const QString source = QStringLiteral(SACCADE_SOURCE_DIR);
    const QString kept = source + QStringLiteral("/translations/saccade_en.ts");
    const QString fresh = QStringLiteral(SACCADE_BINARY_DIR "/lupdate-check.ts");
    QFile::remove(fresh);
    QVERIFY(QFile::copy(kept, fresh));
    QProcess process;
    process.start(lupdate, {QStringLiteral("-silent"), QStringLiteral("-I"), source, QStringLiteral("-locations"),
                            QStringLiteral("none"), QStringLiteral("-no-obsolete"), QStringLiteral("-pluralonly"),
                            QStringLiteral("-extensions"), QStringLiteral("cpp,h"), source + QStringLiteral("/ui"),
                            source + QStringLiteral("/app"), QStringLiteral("-ts"), fresh});
    QVERIFY(process.waitForFinished(120'000));
    QCOMPARE(process.exitCode(), 0);
    QFile before(kept);
    QFile after(fresh);
    QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
    const QByteArray text = before.readAll();
    QVERIFY2(text == after.readAll(), "texts changed: build the target update-translations, fill in the plural forms");
    QVERIFY2(!text.contains("type=\"unfinished\""), "saccade_en.ts has plural forms that are not filled in");
}

void TstShape::mapNamesEveryHeader()
{
    QFile map(QStringLiteral(SACCADE_SOURCE_DIR "/engine/README.md"));
    QVERIFY(map.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(map.readAll());
    QStringList findings;
    for (const SourceFile& file : sourceFiles({QStringLiteral(".h")})) {
        const QString name = file.path.section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0);
        if (file.isBelow(QStringLiteral("engine")) && !text.contains(QLatin1Char('`') + name + QLatin1Char('`'))) {
            findings += file.path;
        }
    }
    QVERIFY2(findings.isEmpty(),
             qPrintable(QStringLiteral("engine/README.md lacks:\n") + findings.join(QLatin1Char('\n'))));
}

SACCADE_TEST(tst_shape, TstShape)
#include "tst_shape.moc"
