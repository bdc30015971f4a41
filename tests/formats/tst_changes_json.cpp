#include <QTest>

#include "engine/formats/changes_json.h"
#include "engine/formats/plan_json.h"
#include "engine/network/families.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

DataChanges someChanges()
{
    return {{"cat/\xff.png", "cat", "dog", ImagePlacement::AsDrawn},
            {"cat/2.png", "cat", "cat", ImagePlacement::Excluded},
            {"dog/3.png", "dog", "cat", ImagePlacement::Validation}};
}

} // namespace

/// The file of a person's changes: strict, and names of any bytes survive.
class TstChangesJson : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip()
    {
        const Result<DataChanges> read = decodeChanges(encodeChanges(someChanges()));
        QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
        QCOMPARE(*read, someChanges());
        QCOMPARE(*decodeChanges(encodeChanges({})), DataChanges());
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* text, ErrorCode code = ErrorCode::FormatInvalid) {
            QTest::newRow(name) << QByteArray(text) << static_cast<int>(code);
        };
        row("empty", "");
        row("list", "[]");
        row("cut", R"({"formatVersion":1,"changes":[{"image":"a")");
        row("newer", R"({"formatVersion":99,"changes":[]})", ErrorCode::FormatTooNew);
        row("no list", R"({"formatVersion":1})");
        row("stranger", R"({"formatVersion":1,"changes":[],"more":1})");
        row("number", R"({"formatVersion":1,"changes":[1]})");
        row("no class", R"({"formatVersion":1,"changes":[{"image":"a","from":"b"}]})");
        row("place", R"({"formatVersion":1,"changes":[{"image":"a","from":"b","to":"b","placement":"test"}]})");
        row("nothing", R"({"formatVersion":1,"changes":[{"image":"a","from":"b","to":"b"}]})");
        row("twice",
            R"({"formatVersion":1,"changes":[{"image":"a","from":"b","to":"c"},{"image":"a","from":"b","to":"d"}]})");
        row("key twice", R"({"formatVersion":1,"changes":[],"changes":[]})");
    }

    void hostileFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const Result<DataChanges> read = decodeChanges(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(static_cast<int>(read.error().code), code);
        QVERIFY(!read.error().detail.empty());
    }

    void changedBytesNeverCrash()
    {
        const std::string good = encodeChanges(someChanges());
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x15);
            if (const Result<DataChanges> read = decodeChanges(bad); read) {
                QCOMPARE(decodeChanges(encodeChanges(*read)).hasValue(), true);
            }
            (void)decodeChanges(good.substr(0, i));
        }
    }

    void plansKeepChangesSplitAndStart()
    {
        TrainPlan plan;
        plan.data.classNames = {"a", "b"};
        plan.network = *buildNetwork("notebook-cnn", {{32, 32, 3}, 2, {}});
        plan.data.size = {32, 32, 3};
        plan.data.changes = someChanges();
        plan.data.split = SplitRule{0.2, 0.3, 0xffff'ffff'ffff'fff1U};
        plan.start = StartPoint{"/runs/one", 12.5, {}};
        const Result<TrainPlan> read = decodePlan(encodePlan(plan));
        QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
        QVERIFY(read->data.changes == plan.data.changes);
        QVERIFY(read->data.split == plan.data.split);
        QVERIFY(read->start == plan.start);
        std::string odd = encodePlan(plan);
        odd.replace(odd.find("18446744073709551601"), 4, "-184");
        QVERIFY(!decodePlan(odd));
    }
};

SACCADE_TEST(tst_changes_json, TstChangesJson)
#include "tst_changes_json.moc"
