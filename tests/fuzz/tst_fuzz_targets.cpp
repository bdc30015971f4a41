#include <QDir>
#include <QTest>
#include <set>

#include "tests/fuzz/fuzz_target.h"
#include "tests/test_registry.h"

using namespace saccade;

/// What the fuzz targets of all days begin with, and what they once found, without the fuzzer.
class TstFuzzTargets : public QObject
{
    Q_OBJECT

private slots:
    void seedsAreReadOrRefused_data();
    void seedsAreReadOrRefused();
    void cutSeedsNeverCrash_data();
    void cutSeedsNeverCrash();
    void findingsStayFixed();
};

namespace {

void addTargets()
{
    QTest::addColumn<QByteArray>("name");
    for (const FuzzTarget& target : fuzzTargets()) {
        QTest::newRow(target.name.c_str()) << QByteArray::fromStdString(target.name);
    }
}

} // namespace

void TstFuzzTargets::seedsAreReadOrRefused_data()
{
    addTargets();
}

void TstFuzzTargets::seedsAreReadOrRefused()
{
    QFETCH(QByteArray, name);
    const FuzzTarget* target = fuzzTargetNamed(name.toStdString());
    QVERIFY(target != nullptr);
    std::set<std::string> names;
    for (const FuzzSeed& seed : target->seeds()) {
        QVERIFY2(names.insert(seed.name).second, seed.name.c_str());
        const Result<void> said = target->run(seed.bytes);
        const std::string fault =
            said ? std::string() : std::string(errorCodeName(said.error().code)) + ": " + said.error().detail;
        const std::string message = seed.name + ": \"" + fault + "\" instead of \"" + seed.fault + '"';
        QVERIFY2(said.hasValue() == seed.fault.empty(), message.c_str());
        QVERIFY2(fault.find(seed.fault) != std::string::npos, message.c_str());
    }
}

void TstFuzzTargets::cutSeedsNeverCrash_data()
{
    addTargets();
}

void TstFuzzTargets::cutSeedsNeverCrash()
{
    QFETCH(QByteArray, name);
    const FuzzTarget* target = fuzzTargetNamed(name.toStdString());
    QVERIFY(target != nullptr);
    int refused = 0;
    for (const FuzzSeed& seed : target->seeds()) {
        const std::size_t step = seed.bytes.size() / 100 + 1;
        for (std::size_t length = 0; length < seed.bytes.size(); length += step) {
            const FuzzBytes cut(seed.bytes.begin(), seed.bytes.begin() + static_cast<std::ptrdiff_t>(length));
            refused += target->run(cut) ? 0 : 1;
        }
    }
    QVERIFY(refused > 0);
}

void TstFuzzTargets::findingsStayFixed()
{
    const QDir corpus(QStringLiteral(SACCADE_SOURCE_DIR "/tests/fuzz/corpus"));
    int replayed = 0;
    for (const QString& folder : corpus.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const FuzzTarget* target = fuzzTargetNamed(folder.toStdString());
        QVERIFY2(target != nullptr, qPrintable(folder));
        const QDir findings(corpus.filePath(folder));
        for (const QString& name : findings.entryList(QDir::Files)) {
            QFile file(findings.filePath(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QByteArray bytes = file.readAll();
            (void)target->run(FuzzBytes(bytes.begin(), bytes.end())).hasValue();
            ++replayed;
        }
    }
    qInfo("%d findings replayed", replayed);
}

SACCADE_TEST(tst_fuzz_targets, TstFuzzTargets)
#include "tst_fuzz_targets.moc"
