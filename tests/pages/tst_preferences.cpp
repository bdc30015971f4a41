#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"
#include "ui/settings/preferences.h"

using namespace saccade;

class TstPreferences final : public QObject
{
    Q_OBJECT

private slots:
    void everythingComesBack();
    void aBrokenFileIsKeptBeside_data();
    void aBrokenFileIsKeptBeside();
    void recentThingsAreFewAndNewestFirst();
    void anUnknownSettingIsPassedOver();
    void aFailedSaveIsTold();
};

void TstPreferences::everythingComesBack()
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "deep" / "settings.json";
    TrainSettings settings;
    settings.learningRate = 0.1 + 0.2;
    settings.seed = 2'000'000'000ULL;
    settings.optimiser = OptimiserKind::AdamW;
    settings.augmentation.flip = FlipMode::Off;
    {
        Preferences preferences(file);
        preferences.setThemeChoice(ThemeChoice::Dark);
        preferences.addRecentSource(QStringLiteral("/data/Käfer"));
        preferences.addRecentRun(QStringLiteral("/runs/1"));
        preferences.setTrainSettings(settings, QString());
        preferences.setValue(QStringLiteral("data/zoom"), 72);
        preferences.setValue(QStringLiteral("window/geometry"), QByteArray("\x01\xff\x00", 3));
    }
    const Preferences again(file);
    QCOMPARE(again.themeChoice(), ThemeChoice::Dark);
    QCOMPARE(again.recentSources(), QStringList{QStringLiteral("/data/Käfer")});
    QCOMPARE(again.recentRuns(), QStringList{QStringLiteral("/runs/1")});
    QVERIFY(again.trainSettings() == settings);
    QCOMPARE(again.preset(), QString());
    QCOMPARE(again.value(QStringLiteral("data/zoom")).toInt(), 72);
    QCOMPARE(QByteArray::fromBase64(again.value(QStringLiteral("window/geometry")).toByteArray()),
             QByteArray("\x01\xff\x00", 3));
}

void TstPreferences::aBrokenFileIsKeptBeside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no JSON") << QByteArray("{\"theme\": ");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another version") << QByteArray("{\"version\": 99}");
}

void TstPreferences::aBrokenFileIsKeptBeside()
{
    QFETCH(QByteArray, content);
    const TemporaryFolder folder;
    const auto path = folder.path() / "settings.json";
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Preferences preferences(path);
    QCOMPARE(preferences.themeChoice(), ThemeChoice::FollowSystem);
    QVERIFY(!std::filesystem::exists(path));
    QFile kept(QString::fromStdString(path.string() + ".broken"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), content);
}

void TstPreferences::recentThingsAreFewAndNewestFirst()
{
    Preferences preferences({});
    QSignalSpy changed(&preferences, &Preferences::recentChanged);
    for (int i = 0; i < 10; ++i) {
        preferences.addRecentSource(QString::number(i));
    }
    preferences.addRecentSource(QStringLiteral("5"));
    QCOMPARE(preferences.recentSources().size(), 8);
    QCOMPARE(preferences.recentSources().first(), QStringLiteral("5"));
    QCOMPARE(preferences.recentSources().count(QStringLiteral("5")), 1);
    QCOMPARE(changed.count(), 11);
    preferences.addRecentModel(QStringLiteral("/a/model.onnx"));
    QCOMPARE(preferences.recentModels(), QStringList{QStringLiteral("/a/model.onnx")});
    QCOMPARE(changed.count(), 12);
    preferences.forgetRecent();
    QVERIFY(preferences.recentSources().isEmpty());
    QVERIFY(preferences.recentModels().isEmpty());
}

void TstPreferences::anUnknownSettingIsPassedOver()
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "settings.json";
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version": 1, "training": {"warpDrive": "9", "epochs": "7", "batchSize": "-3"}})");
    file.close();
    const Preferences preferences(path);
    QCOMPARE(preferences.trainSettings().epochs, 7.0);
    QCOMPARE(preferences.trainSettings().batchSize, TrainSettings().batchSize);
}

void TstPreferences::aFailedSaveIsTold()
{
    const TemporaryFolder folder;
    const auto blocker = folder.path() / "file";
    QFile file(QString::fromStdString(blocker.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Preferences preferences(blocker / "settings.json");
    QSignalSpy failed(&preferences, &Preferences::saveFailed);
    preferences.setThemeChoice(ThemeChoice::Light);
    QTRY_COMPARE(failed.count(), 1);
}

SACCADE_TEST(tst_preferences, TstPreferences)
#include "tst_preferences.moc"
