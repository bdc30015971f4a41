#include <QTest>
#include <filesystem>
#include <fstream>

#include "engine/base/random.h"
#include "engine/formats/preset_json.h"
#include "engine/runs/user_presets.h"
#include "tests/runs/failing_layer.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

TrainSettings ownSettings()
{
    TrainSettings settings;
    settings.batchSize = 77;
    settings.patience = 4;
    settings.groups = "conv*: rate=x0.5";
    settings.schedule = ScheduleShape::Step;
    return settings;
}

} // namespace

class TstUserPresets : public QObject
{
    Q_OBJECT

private slots:
    void savesListsRenamesRemoves()
    {
        const TemporaryFolder folder;
        UserPresets presets(folder.path() / "not" / "there");
        QVERIFY(presets.names().empty());
        QVERIFY(presets.save("mine", ownSettings()).hasValue());
        QVERIFY(presets.save("B\xc3\xa4r 2", TrainSettings{}).hasValue());
        QVERIFY(presets.names() == (std::vector<std::string>{"B\xc3\xa4r 2", "mine"}));
        QVERIFY(*presets.load("mine", 5) == ownSettings());
        QVERIFY(*presets.load("quick", 5000) == *presetSettings("quick", 5000));
        QVERIFY(presets.save("mine", TrainSettings{}).hasValue()); // replaces
        QVERIFY(*presets.load("mine", 5) == TrainSettings{});
        QVERIFY(presets.rename("mine", "yours").hasValue());
        QVERIFY(!presets.contains("mine") && presets.contains("yours"));
        QCOMPARE(presets.rename("yours", "B\xc3\xa4r 2").error().code, ErrorCode::SettingInvalid);
        QCOMPARE(presets.rename("mine", "other").error().code, ErrorCode::PresetUnknown);
        QVERIFY(presets.remove("yours").hasValue());
        QCOMPARE(presets.remove("yours").error().code, ErrorCode::PresetUnknown);
        QCOMPARE(presets.load("Bar 2", 5).error().detail, std::string("Bar 2; nearest: B\xc3\xa4r 2"));
    }

    void refusesNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"", "quick", "record", "classic", ".hidden", "..", "a/b", "../escape", " front",
                                 "back ", "a\nb", "a\x7f", "\xff\xfe"}) {
            QTest::addRow("'%s'", name) << QByteArray(name);
        }
        QTest::newRow("long") << QByteArray(65, 'a');
    }
    void refusesNames()
    {
        QFETCH(QByteArray, name);
        const TemporaryFolder folder;
        UserPresets presets(folder.path());
        QCOMPARE(presets.save(name.toStdString(), {}).error().code, ErrorCode::SettingInvalid);
        QVERIFY(std::filesystem::is_empty(folder.path()));
        QVERIFY(presets.save("good", {}).hasValue());
        QCOMPARE(presets.rename("good", name.toStdString()).error().code, ErrorCode::SettingInvalid);
    }

    void neverReadsOutsideItsFolder()
    {
        const TemporaryFolder folder;
        UserPresets presets(folder.path() / "presets");
        QVERIFY(UserPresets(folder.path()).save("outside", ownSettings()).hasValue());
        QCOMPARE(presets.load("../outside", 5).error().code, ErrorCode::PresetUnknown);
        QCOMPARE(presets.remove("../outside").error().code, ErrorCode::PresetUnknown);
    }

    void invalidSettingsAreNotSaved()
    {
        const TemporaryFolder folder;
        UserPresets presets(folder.path());
        TrainSettings settings;
        settings.groups = "nonsense";
        QCOMPARE(presets.save("mine", settings).error().code, ErrorCode::SettingInvalid);
        QVERIFY(presets.names().empty());
    }

    void aFullDiskKeepsTheOld()
    {
        const TemporaryFolder folder;
        FailingLayer layer;
        UserPresets presets(folder.path(), layer);
        QVERIFY(presets.save("mine", ownSettings()).hasValue());
        layer.isFull = true;
        QCOMPARE(presets.save("mine", {}).error().code, ErrorCode::DiskFull);
        QVERIFY(*presets.load("mine", 5) == ownSettings());
        QVERIFY(presets.names() == std::vector<std::string>{"mine"});
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& text, const char* code, const char* words) {
            QTest::newRow(name) << text << QString::fromLatin1(code) << QString::fromLatin1(words);
        };
        row("empty", "", "format_invalid", "");
        row("a list", "[]", "format_invalid", "formatVersion");
        row("torn", "{\"formatVersion\": 1, \"settings\": {", "format_invalid", "");
        row("no version", "{\"settings\": {}}", "format_invalid", "formatVersion");
        row("newer", "{\"formatVersion\": 2, \"settings\": {}}", "format_too_new", "2");
        row("version as text", "{\"formatVersion\": \"1\", \"settings\": {}}", "format_invalid", "formatVersion");
        row("no settings", "{\"formatVersion\": 1}", "format_invalid", "settings");
        row("settings of another kind", "{\"formatVersion\": 1, \"settings\": 3}", "format_invalid", "settings");
        row("unknown setting", "{\"formatVersion\": 1, \"settings\": {\"bachSize\": 3}}", "setting_unknown",
            "nearest: batchSize");
        row("unknown member", "{\"formatVersion\": 1, \"settings\": {}, \"setings\": {}}", "setting_unknown",
            "nearest: settings");
        row("wrong kind", "{\"formatVersion\": 1, \"settings\": {\"batchSize\": \"many\"}}", "setting_invalid",
            "batchSize");
        row("out of range", "{\"formatVersion\": 1, \"settings\": {\"batchSize\": 0}}", "setting_invalid", "batchSize");
        row("a network that is not there", "{\"formatVersion\": 1, \"settings\": {\"network\": \"sped-net\"}}",
            "network_unknown", "nearest: speed-net");
        row("twice", "{\"formatVersion\": 1, \"settings\": {\"batchSize\": 3, \"batchSize\": 4}}", "format_invalid",
            "");
        row("deep", QByteArray("[").repeated(1000), "format_invalid", "");
        row("huge", QByteArray(2 << 20, ' '), "file_unreadable", "");
    }
    void hostileFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, words);
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "bad.json") << text.toStdString();
        const Result<TrainSettings> read = UserPresets(folder.path()).load("bad", 5);
        QVERIFY(!read);
        QCOMPARE(QString::fromLatin1(errorCodeName(read.error().code)), code);
        QVERIFY2(read.error().detail.find(words.toStdString()) != std::string::npos, read.error().detail.c_str());
        QCOMPARE(read.error().path, folder.path() / "bad.json");
    }

    void damagedFilesNeverCrash()
    {
        const std::string text = encodePreset(ownSettings());
        RandomStream random(9, "damage");
        for (int i = 0; i < 3000; ++i) {
            std::string damaged = text;
            for (int k = 0; k < 2; ++k) {
                damaged[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(text.size()) - 1))] =
                    static_cast<char>(random.next());
            }
            if (const Result<TrainSettings> read = decodePreset(damaged)) {
                QVERIFY(validateSettings(*read).hasValue());
            }
        }
        QVERIFY(*decodePreset("{\"formatVersion\": 1, \"settings\": {}}") == TrainSettings{});
    }
};

SACCADE_TEST(tst_user_presets, TstUserPresets)
#include "tst_user_presets.moc"
