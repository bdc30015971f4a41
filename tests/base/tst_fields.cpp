#include <QTest>
#include <cmath>
#include <limits>

#include "engine/base/fields.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

enum class Shade
{
    Light,
    Middle,
    Dark
};

struct Settings
{
    bool isOn = true;
    int count = 5;
    std::uint64_t seed = 42;
    double rate = 0.1;
    Shade shade = Shade::Middle;
    std::string device = "auto";

    bool operator==(const Settings&) const = default;
};

std::vector<Field> fields(Settings& settings)
{
    return {booleanField(settings.isOn, "isOn", "group"),
            integerField(settings.count, "count", "group", 1, 10, "images"),
            seedField(settings.seed, "seed", "group"),
            realField(settings.rate, "rate", "group", 0, 2, 0.01, 3),
            choiceField(settings.shade, "shade", "group", {"light", "middle", "dark"}),
            textField(settings.device, "device", "group")};
}

} // namespace

class TstFields : public QObject
{
    Q_OBJECT

private slots:
    void textIsTakenOrRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result"); // empty = refused
        const auto row = [](const char* name, const char* text, const char* result) {
            QTest::addRow("%s=%s", name, text) << name << text << result;
        };
        row("isOn", "false", "false");
        row("isOn", "on", "true");
        row("isOn", "0", "false");
        row("isOn", "yes", "");
        row("count", "1", "1");
        row("count", "10", "10");
        row("count", "7.0", "7");
        row("count", "0", "");
        row("count", "11", "");
        row("count", "-3", "");
        row("count", "2.5", "");
        row("count", "1e300", "");
        row("count", "", "");
        row("count", "3 ", "");
        row("count", "nan", "");
        row("seed", "2147483647", "2147483647");
        row("seed", "-1", "");
        row("rate", "0", "0");
        row("rate", "2", "2");
        row("rate", "0.0625", "0.0625");
        row("rate", "1e-3", "0.001");
        row("rate", "2.0001", "");
        row("rate", "nan", "");
        row("rate", "inf", "");
        row("rate", "0,5", "");
        row("shade", "dark", "dark");
        row("shade", "Dark", "");
        row("shade", "0", "");
        row("device", "cuda:1", "cuda:1");
    }

    void textIsTakenOrRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, result);
        Settings settings;
        std::vector<Field> all = fields(settings);
        Field& field = **findField(all, name.toStdString());
        const Result<void> set = setFieldFromText(field, text.toStdString());
        QCOMPARE(set.hasValue(), !result.isEmpty());
        if (result.isEmpty()) {
            QCOMPARE(set.error().code, ErrorCode::SettingInvalid);
            QVERIFY(QString::fromStdString(set.error().detail).startsWith(name));
            QCOMPARE(settings, Settings());
        } else {
            QCOMPARE(QString::fromStdString(fieldText(field.get())), result);
        }
    }

    void wrongKindsAreRefused()
    {
        Settings settings;
        for (Field& field : fields(settings)) {
            const bool isText = field.info.kind == FieldKind::Text;
            const FieldValue wrong = isText ? FieldValue(1.0) : FieldValue(std::string("no such thing"));
            QVERIFY2(!setField(field, wrong).hasValue(), field.info.name.c_str());
        }
        std::vector<Field> all = fields(settings);
        QVERIFY(!setField(all[3], FieldValue(std::numeric_limits<double>::quiet_NaN())).hasValue());
        QVERIFY(!setField(all[1], FieldValue(true)).hasValue());
        QVERIFY(setField(all[3], FieldValue(std::int64_t{1})).hasValue());
        QCOMPARE(settings.rate, 1.0);
    }

    void realsReturnExactlyFromText()
    {
        Settings settings;
        std::vector<Field> all = fields(settings);
        for (const double value : {0.1, 1.0 / 3, 1e-17, 5e-324, 1.9999999999999998}) {
            settings.rate = value;
            const std::string text = fieldText(all[3].get());
            settings.rate = 0;
            QVERIFY(setFieldFromText(all[3], text).hasValue());
            QCOMPARE(std::memcmp(&settings.rate, &value, sizeof value), 0);
        }
    }

    void aMissNamesTheNearest()
    {
        Settings settings;
        std::vector<Field> all = fields(settings);
        const Result<Field*> found = findField(all, "cuont");
        QCOMPARE(found.error().code, ErrorCode::SettingUnknown);
        QCOMPARE(found.error().detail, std::string("cuont; nearest: count"));
    }

    void nearestNameByEditDistance()
    {
        QCOMPARE(nearestName("batchsize", {"batchSize", "epochs", "seed"}), std::string("batchSize"));
        QCOMPARE(nearestName("quik", {"record", "quick", "classic"}), std::string("quick"));
        QCOMPARE(nearestName("x", {}), std::string());
        // One edit each: the first wins.
        QCOMPARE(nearestName("bat", {"cat", "hat"}), std::string("cat"));
    }
};

SACCADE_TEST(tst_fields, TstFields)
#include "tst_fields.moc"
