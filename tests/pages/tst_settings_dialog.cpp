#include <QDesktopServices>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTranslator>
#include <QUrl>
#include <fstream>

#include "engine/data/pixel_cache.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/settings/data_preferences.h"

using namespace saccade;

namespace fs = std::filesystem;

namespace {

/// A data set of 2 MB in the cache.
void keepSomething(const fs::path& cache, const std::string& key)
{
    const auto entry = PixelCacheEntry::create(cache, key, 0);
    auto pixels = (*entry)->newBlob();
    const ImageSize size{1000, 2000, 1};
    QVERIFY((*pixels)->append(std::vector<std::uint8_t>(size.bytes(), 7)).hasValue());
    PixelIndex index;
    index.set.classNames = {"a"};
    index.set.size = size;
    index.set.samples = std::make_shared<std::vector<Sample>>(1, Sample{"a/1", 0, Part::Training, 9, 9, 9});
    index.pixels = {{0, size}};
    QVERIFY((*entry)->finish(index, *std::move(pixels), nullptr).hasValue());
}

/// Stands in for the desktop's file manager.
class FileManager : public QObject
{
    Q_OBJECT

public:
    FileManager() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "show"); }
    ~FileManager() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }

    QList<QUrl> shown;

public slots:
    void show(const QUrl& url) { shown.append(url); }
};

} // namespace

/// What the settings say of the decoded images, and their button.
class TstSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void theCacheIsShownAndCleared();
    void pluralFormsAreFound();
    void anEmptyCacheCannotBeCleared();
    void foldersCanBeCopiedAndShown();
    void theButtonCloses();
    void theLimitIsSetAndKept();
    void theLimitReachesEveryRequest();
    void choicesAreBounded();
};

void TstSettingsDialog::theCacheIsShownAndCleared()
{
    TestBench bench;
    keepSomething(bench.workbench.cacheFolder, "one");
    const auto entry = PixelCacheEntry::create(bench.workbench.cacheFolder, "being-written", 0);
    QWidget window;
    showSettings(bench.workbench, &window);
    auto* use = find<QLabel>(window, "cacheSize");
    QVERIFY2(use->text().startsWith(QLatin1String("2.0 MB of 8.0 GB")), qPrintable(use->text()));
    QVERIFY2(use->text().endsWith(QLatin1String("1 data set(s)")), qPrintable(use->text()));
    auto* clear = find<QPushButton>(window, "clearCacheButton");
    QVERIFY(!clear->accessibleName().isEmpty());
    click(clear);
    QVERIFY2(use->text().endsWith(QLatin1String("0 data set(s)")), qPrintable(use->text()));
    // What is being written is left alone.
    QVERIFY(!fs::is_empty(bench.workbench.cacheFolder / "pixels"));
}

/// The catalogue has to name a widget's class as the widget does itself: with its namespace.
void TstSettingsDialog::pluralFormsAreFound()
{
    TestBench bench;
    keepSomething(bench.workbench.cacheFolder, "one");
    QTranslator english;
    QVERIFY(english.load(QStringLiteral(":/saccade/translations/saccade_en.qm")));
    QCoreApplication::installTranslator(&english);
    QWidget window;
    showSettings(bench.workbench, &window);
    const QString text = find<QLabel>(window, "cacheSize")->text();
    QVERIFY2(text.endsWith(QLatin1String("1 data set")), qPrintable(text));
}

void TstSettingsDialog::anEmptyCacheCannotBeCleared()
{
    TestBench bench;
    QWidget window;
    showSettings(bench.workbench, &window);
    QVERIFY(!find<QPushButton>(window, "clearCacheButton")->isEnabled());
    QCOMPARE(find<QProgressBar>(window, "cacheShareBar")->value(), 0);
}

void TstSettingsDialog::foldersCanBeCopiedAndShown()
{
    TestBench bench;
    fs::create_directories(bench.workbench.cacheFolder);
    FileManager manager;
    QWidget window;
    showSettings(bench.workbench, &window);
    auto* path = find<QLineEdit>(window, "cacheFolderPath");
    QCOMPARE(path->text(), QString::fromStdString(bench.workbench.cacheFolder.string()));
    QVERIFY(path->isReadOnly());
    auto* show = find<QPushButton>(window, "cacheFolderButton");
    QVERIFY(!show->accessibleName().isEmpty());
    click(show);
    QCOMPARE(manager.shown, QList<QUrl>{QUrl::fromLocalFile(path->text())});
    // There is no folder before the first run.
    QVERIFY(!find<QPushButton>(window, "runsFolderButton")->isEnabled());
}

void TstSettingsDialog::theButtonCloses()
{
    TestBench bench;
    QWidget window;
    showSettings(bench.workbench, &window);
    const QPointer<QDialog> dialog = find<QDialog>(window, "settingsDialog");
    click(find<QPushButton>(window, "closeButton"));
    QTRY_VERIFY(dialog.isNull());
}

void TstSettingsDialog::theLimitIsSetAndKept()
{
    TestBench bench;
    QWidget window;
    showSettings(bench.workbench, &window);
    auto* box = find<QSpinBox>(window, "cacheLimitSpinBox");
    QCOMPARE(box->value(), 8);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("16"));
    QCOMPARE(cacheLimitGigabytes(bench.preferences), 8); // not while it is typed
    QTest::keyClick(box, Qt::Key_Tab);
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(cacheLimitGigabytes(bench.preferences), 16);
    QVERIFY(find<QLabel>(window, "cacheSize")->text().contains(QLatin1String("of 16")));
}

void TstSettingsDialog::theLimitReachesEveryRequest()
{
    Preferences preferences({});
    setCacheLimitGigabytes(preferences, 3);
    QCOMPARE(requestFor(preferences, QStringLiteral("/x"), "/cache").cacheBytes, std::uint64_t{3'000'000'000});
    QCOMPARE(requestFor(preferences, QStringLiteral("/x"), "/cache").cacheFolder, fs::path("/cache"));
    setCacheLimitGigabytes(preferences, 0);
    QCOMPARE(cacheLimitGigabytes(preferences), 1);
    preferences.setValue(QStringLiteral("data/cacheLimitGigabytes"), QStringLiteral("much"));
    QCOMPARE(cacheLimitGigabytes(preferences), 1);
}

void TstSettingsDialog::choicesAreBounded()
{
    Preferences preferences({});
    preferences.addRecentSource(QStringLiteral("/recent"));
    rememberResizeChoice(preferences, QStringLiteral("/recent"), {ResizeMode::Crop, 96});
    for (int i = 0; i < 300; ++i) {
        rememberResizeChoice(preferences, QStringLiteral("/source/%1").arg(i), {ResizeMode::Pad, 64});
    }
    QVERIFY(preferences.value(QStringLiteral("data/resize")).toMap().size() <= 100);
    QVERIFY((resizeChoiceOf(preferences, QStringLiteral("/recent")) == ResizeChoice{ResizeMode::Crop, 96}));
    QVERIFY((resizeChoiceOf(preferences, QStringLiteral("/source/299")) == ResizeChoice{ResizeMode::Pad, 64}));
    // What cannot be is as if nothing were remembered.
    for (const char* text : {"", "squish 64", "pad -3", "pad 99999", "pad"}) {
        preferences.setValue(QStringLiteral("data/resize"),
                             QVariantMap{{QStringLiteral("/x"), QString::fromLatin1(text)}});
        const ResizeChoice choice = resizeChoiceOf(preferences, QStringLiteral("/x"));
        QCOMPARE(choice.side, 0);
    }
}

SACCADE_TEST(tst_settings_dialog, TstSettingsDialog)
#include "tst_settings_dialog.moc"
