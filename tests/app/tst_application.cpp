#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <csignal>
#include <thread>

#include "app/application.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

using namespace saccade;

namespace {

/// Nothing here asks the user anything.
class NoDialogs final : public Dialogs
{
public:
    void chooseFolder(QWidget*, const QString&, const QString&, std::function<void(QString)>) override {}
    void chooseFiles(QWidget*, const QString&, const QString&, const QString&,
                     std::function<void(QStringList)>) override
    {}
    void chooseSaveFile(QWidget*, const QString&, const QString&, const QString&, std::function<void(QString)>) override
    {}
    void askText(QWidget*, const QString&, const QString&, const QString&, const QString&,
                 std::function<void(QString)>) override
    {}
    void confirm(QWidget*, const QString&, const QString&, const QString&, std::function<void(bool)>) override {}
};

/// The window with pages that show nothing.
std::unique_ptr<MainWindow> makeWindow(Application& application)
{
    std::vector<Page*> pages;
    for (int i = 0; i < 4; ++i) {
        pages.push_back(new Page(application.workbench(), QString::number(i), QStringLiteral("data")));
    }
    return std::make_unique<MainWindow>(application.workbench(), pages);
}

RunReport trainUntilStopped(const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token stop)
{
    BatchPoint point;
    while (!stop.stop_requested()) {
        ++point.step;
        observer.batchDone(point);
        std::this_thread::yield();
    }
    RunReport report;
    report.reason = EndReason::Stopped;
    return report;
}

} // namespace

class TstApplication : public QObject
{
    Q_OBJECT

private slots:
    void nothingHeavyBeginsBeforeTheFirstPaint()
    {
        const TemporaryFolder folder;
        NoDialogs dialogs;
        Options options;
        options.source = "sample";
        Application application(options, {{}, folder.path(), folder.path()}, dialogs);
        QSignalSpy started(&application.workbench().data, &DataSession::started);
        const std::unique_ptr<MainWindow> window = makeWindow(application);
        application.attach(*window);
        QCoreApplication::processEvents();
        QCOMPARE(started.count(), 0);
        window->show();
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(started[0][0].toString(), QStringLiteral("sample"));
    }

    void aRelativeSourceIsMadeAbsolute()
    {
        const TemporaryFolder folder;
        NoDialogs dialogs;
        Options options;
        options.source = "photos";
        Application application(options, {{}, folder.path(), folder.path()}, dialogs);
        QSignalSpy started(&application.workbench().data, &DataSession::started);
        const std::unique_ptr<MainWindow> window = makeWindow(application);
        application.attach(*window);
        window->show();
        QTRY_COMPARE(started.count(), 1);
        const std::filesystem::path source = started[0][0].toString().toStdString();
        QVERIFY(source.is_absolute());
        QCOMPARE(source.filename().string(), std::string("photos"));
    }

    void theCommandLinesPageIsInFront()
    {
        const TemporaryFolder folder;
        NoDialogs dialogs;
        Options options;
        options.source = "sample";
        options.page = PageId::Train;
        Application application(options, {{}, folder.path(), folder.path()}, dialogs);
        QSignalSpy started(&application.workbench().data, &DataSession::started);
        const std::unique_ptr<MainWindow> window = makeWindow(application);
        application.attach(*window);
        window->show();
        QTRY_COMPARE(started.count(), 1);
        QVERIFY(window->currentPage() == PageId::Train); // though opening alone shows the Data page
    }

    void theCommandLinesThemeIsNotRemembered()
    {
        const TemporaryFolder folder;
        NoDialogs dialogs;
        Options options;
        options.theme = ThemeChoice::Dark;
        Application application(options, {{}, folder.path(), folder.path()}, dialogs);
        QVERIFY(theme().isDark());
        QVERIFY(application.workbench().preferences.themeChoice() == ThemeChoice::FollowSystem);
        application.workbench().preferences.setThemeChoice(ThemeChoice::Light);
        QVERIFY(!theme().isDark()); // a choice in the window replaces it
        QVERIFY(!qApp->styleSheet().isEmpty());
        application.workbench().preferences.setThemeChoice(ThemeChoice::SystemColours);
        QVERIFY(qApp->styleSheet().isEmpty());
    }

    void everyWidgetHasTheBodyFont()
    {
        const TemporaryFolder folder;
        NoDialogs dialogs;
        Application application({}, {{}, folder.path(), folder.path()}, dialogs);
        QCOMPARE(QApplication::font(), themeFont(TextSize::Body));
    }

    void aSignalStopsTheTrainingFirst()
    {
        const TemporaryFolder folder;
        const FakeComputeEngine engine(trainUntilStopped);
        NoDialogs dialogs;
        Application application({}, {{}, folder.path(), folder.path()}, dialogs);
        Workbench& workbench = application.workbench();
        workbench.loader.adopt(nullptr, &engine);
        QSignalSpy updated(&workbench.train, &TrainSession::updated);
        QSignalSpy ended(&workbench.train, &TrainSession::ended);
        workbench.train.start({}, {}, {});
        QTRY_VERIFY(updated.count() > 0);
        raise(SIGTERM);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(ended[0][0].value<RunReport>().reason == EndReason::Stopped);
    }

    void settingsLieInTheConfigurationFolder()
    {
        const QByteArray before = qgetenv("XDG_CONFIG_HOME");
        qputenv("XDG_CONFIG_HOME", "/somewhere/config");
        const std::filesystem::path file = defaultSettingsFile();
        if (before.isNull()) {
            qunsetenv("XDG_CONFIG_HOME");
        } else {
            qputenv("XDG_CONFIG_HOME", before);
        }
        QCOMPARE(file, std::filesystem::path("/somewhere/config/saccade/settings.json"));
    }
};

SACCADE_TEST(tst_application, TstApplication)
#include "tst_application.moc"
