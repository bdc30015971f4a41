#include <QAction>
#include <QDragEnterEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/predict_camera.h"
#include "ui/pages/predict_live_bar.h"
#include "ui/pages/predict_page.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/picture_view.h"
#include "ui/widgets/probability_bars.h"

using namespace saccade;

namespace {

Model threeClasses()
{
    Model model;
    model.title = "run 7";
    model.network.nodes.push_back({"input", InputLayer{{4, 4, 3}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(3);
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = {"bird", "cat", "frog"};
    return model;
}

/// The same frame for ever: 4 modulo three classes is "cat".
Result<std::optional<Frame>> cats(int number, const std::stop_token&)
{
    std::this_thread::yield();
    Frame frame = FakeFrameOpener::frame(4);
    frame.seconds = number / 100.0;
    return std::optional(std::move(frame));
}

struct Fixture
{
    explicit Fixture(FrameScript script = cats, bool hasModel = true)
        : page(prepare(bench, std::move(script)).workbench)
    {
        page.resize(1200, 900);
        page.show();
        history()->setFocus(); // keys belong to the page that has it
        if (hasModel) {
            bench.predict.setModel(threeClasses());
        }
    }

    static TestBench& prepare(TestBench& bench, FrameScript script)
    {
        bench.frames.setScript(std::move(script));
        return bench;
    }

    void openMenu() { click(find<QPushButton>(page, "cameraButton")); }
    [[nodiscard]] QMenu* menu() const { return find<QMenu>(page, "cameraMenu"); }
    [[nodiscard]] QString firstLine() const { return menu()->actions().front()->text(); }
    /// The menu's entry of that text, chosen with the mouse.
    void choose(const QString& text)
    {
        for (QAction* action : menu()->actions()) {
            if (action->text() == text) {
                QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
                return;
            }
        }
        QFAIL(qPrintable(text + QStringLiteral(" is not in the menu")));
    }
    void startVideo(const QString& file = QStringLiteral("/videos/ants.avi"))
    {
        bench.dialogs.files.push_back({file});
        openMenu();
        choose(QStringLiteral("Video file…"));
    }

    /// Where the focus lies once a menu has closed: nobody gives it back to a window that is on no screen.
    void press(Qt::Key key)
    {
        page.activateWindow();
        QTRY_VERIFY(page.isActiveWindow());
        QTest::keyClick(history(), key);
    }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
    [[nodiscard]] QString button(const char* name) const { return find<QPushButton>(page, name)->text(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(page, name)->isVisible(); }
    [[nodiscard]] const QImage& picture() const { return find<PictureView>(page, "largePicture")->image(); }
    [[nodiscard]] QListView* history() const { return find<QListView>(page, "historyList"); }
    [[nodiscard]] int kept() const { return history()->model()->rowCount(); }

    TestBench bench;
    PredictPage page;
};

} // namespace

/// A camera or a video on the Predict page.
class TstPredictCamera : public QObject
{
    Q_OBJECT

private slots:
    void withoutACameraTheMenuSaysWhatToDo()
    {
        Fixture f;
        f.openMenu();
        QTRY_VERIFY(f.menu()->isVisible());
        QTRY_COMPARE(f.firstLine(), QStringLiteral("No camera found. Connect one, or choose a video file."));
        QVERIFY(!f.menu()->actions().front()->isEnabled());
        QVERIFY(find<QPushButton>(f.page, "cameraButton")->toolTip().contains(QStringLiteral("(C)")));
        QVERIFY(!f.isShown("predictLiveBar"));
    }

    void withoutANetworkTheMenuSaysWhatToDo()
    {
        Fixture f(cats, false);
        f.press(Qt::Key_C);
        QVERIFY(f.menu()->isVisible());
        QVERIFY(f.firstLine().startsWith(QStringLiteral("Train first, or open a run folder")));
        for (const QAction* action : f.menu()->actions()) {
            QVERIFY(action->isSeparator() || !action->isEnabled());
        }
    }

    void aCameraIsChosenAndAnswered()
    {
        Fixture f;
        f.bench.frames.cameras = {{"/dev/video0", "HD webcam"}, {"/dev/video2", "HD webcam"}, {"/dev/video4", "Scope"}};
        f.openMenu();
        QTRY_COMPARE(f.menu()->actions().size(), qsizetype{5});
        QCOMPARE(f.firstLine(), QStringLiteral("HD webcam (video0)")); // two of one name
        f.choose(QStringLiteral("Scope"));
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        QVERIFY(f.isShown("predictLiveBar"));
        QCOMPARE(f.picture().size(), QSize(6, 4));
        QTRY_VERIFY2(f.text("liveStatus").startsWith(QStringLiteral("Live, ")), qPrintable(f.text("liveStatus")));
        QVERIFY(f.text("liveStatus").contains(QStringLiteral("frames a second")));
        QCOMPARE(f.text("predictModel"), QStringLiteral("run 7"));
        QCOMPARE(f.kept(), 0); // frames are no history
        f.press(Qt::Key_Escape);
        QVERIFY(!f.isShown("predictLiveBar"));
        QCOMPARE(f.text("predictSentence"), QStringLiteral("The answer appears here"));
    }

    void aVideoPlaysPausesAndGoesOn()
    {
        Fixture f;
        f.startVideo();
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Pause"));
        f.press(Qt::Key_P);
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Resume"));
        QVERIFY2(f.text("liveStatus").startsWith(QStringLiteral("Paused at 0:0")), qPrintable(f.text("liveStatus")));
        QVERIFY(f.text("liveStatus").endsWith(QStringLiteral(" of 0:01")));
        click(find<QPushButton>(f.page, "liveGoOnButton"));
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Pause"));
        QCOMPARE(f.bench.frames.openings(), 1);
        QCOMPARE(f.bench.preferences.value(QStringLiteral("predict/videoFolder")).toString(),
                 QStringLiteral("/videos"));
    }

    void aDroppedVideoPlays()
    {
        Fixture f;
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/videos/ANTS.MP4"))});
        QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.page, &drop);
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        QCOMPARE(f.kept(), 0);
    }

    void theEndStaysAndCanBePlayedAgain()
    {
        Fixture f(FakeFrameOpener::countingFrames(5));
        f.startVideo();
        QTRY_VERIFY2(f.text("liveStatus").startsWith(QStringLiteral("The video is over")),
                     qPrintable(f.text("liveStatus")));
        QTRY_COMPARE(f.picture().pixelColor(0, 0).red(), 4); // its last frame
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Play again"));
        click(find<QPushButton>(f.page, "liveGoOnButton"));
        QTRY_COMPARE(f.bench.frames.openings(), 2);
    }

    void aFrameIsKeptWithItsAnswer()
    {
        Fixture f;
        f.startVideo();
        QTRY_VERIFY(find<QPushButton>(f.page, "keepFrameButton")->isEnabled());
        f.press(Qt::Key_K);
        click(find<QPushButton>(f.page, "keepFrameButton"));
        QCOMPARE(f.kept(), 2);
        const QModelIndex newest = f.history()->model()->index(0, 0);
        QCOMPARE(newest.data().toString(), QStringLiteral("cat"));
        QVERIFY(newest.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("ants.avi at 0:0")));
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Pause")); // it plays on
        QVERIFY(!f.history()->currentIndex().isValid());
    }

    void aKeptPictureIsLookedAtWhileItWaits()
    {
        Fixture f;
        f.startVideo();
        QTRY_VERIFY(find<QPushButton>(f.page, "keepFrameButton")->isEnabled());
        f.press(Qt::Key_K);
        const QRect row = f.history()->visualRect(f.history()->model()->index(0, 0));
        click(f.history()->viewport(), row.center());
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Resume")); // nothing runs unseen
        QVERIFY(f.isShown("heatMapBox"));
        f.press(Qt::Key_P);
        QTRY_VERIFY(!f.history()->currentIndex().isValid());
        QVERIFY(!f.isShown("heatMapBox")); // frames have none
        f.press(Qt::Key_Escape);
        QCOMPARE(f.history()->currentIndex().row(), 0); // the newest takes its place
    }

    void whatCannotBeOpenedIsSaid_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("words");
        QTest::newRow("gone") << "/dev/missing"
                              << "is not there or gives no pictures";
        QTest::newRow("busy") << "/dev/busy"
                              << "Another program uses the camera";
    }

    void whatCannotBeOpenedIsSaid()
    {
        QFETCH(QString, device);
        QFETCH(QString, words);
        Fixture f;
        f.bench.frames.cameras = {{device.toStdString(), "HD webcam"}};
        f.openMenu();
        QTRY_COMPARE(f.firstLine(), QStringLiteral("HD webcam"));
        f.choose(QStringLiteral("HD webcam"));
        QTRY_VERIFY(find<MessageNote>(f.page, "liveFault")->text().contains(words));
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Try again"));
        f.bench.dialogs.files.push_back({QStringLiteral("/videos/ants.avi")});
        click(find<QPushButton>(f.page, "liveVideoButton")); // a way out
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        QVERIFY(!f.isShown("liveFault"));
    }

    void anUnsureAnswerIsUnknown()
    {
        Fixture f;
        Model careful = threeClasses();
        careful.rejectThreshold = 1.5; // the fake is always sure
        f.bench.predict.setModel(careful);
        f.startVideo();
        QTRY_VERIFY(f.text("predictSentence").startsWith(QStringLiteral("Unknown")));
        f.bench.predict.setModel(threeClasses()); // the model of the moment
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
    }

    void leavingThePageLetsGoOfTheCamera()
    {
        Fixture f;
        f.bench.frames.cameras = {{"/dev/video0", "HD webcam"}};
        f.openMenu();
        QTRY_COMPARE(f.firstLine(), QStringLiteral("HD webcam"));
        f.choose(QStringLiteral("HD webcam"));
        QTRY_VERIFY(find<QPushButton>(f.page, "keepFrameButton")->isEnabled());
        f.page.hide();
        f.page.show();
        QVERIFY(!f.isShown("predictLiveBar"));
        f.startVideo();
        QTRY_COMPARE(f.button("liveGoOnButton"), QStringLiteral("Pause"));
        QTRY_VERIFY(find<QPushButton>(f.page, "liveGoOnButton")->isEnabled());
        f.page.hide();
        f.page.show();
        QCOMPARE(f.button("liveGoOnButton"), QStringLiteral("Resume")); // a video waits
    }

    void positionsAreTimes()
    {
        QCOMPARE(formatPosition(0), QStringLiteral("0:00"));
        QCOMPARE(formatPosition(59.99), QStringLiteral("0:59"));
        QCOMPARE(formatPosition(61), QStringLiteral("1:01"));
        QCOMPARE(formatPosition(3723), QStringLiteral("1:02:03"));
        QCOMPARE(formatPosition(-1), QStringLiteral("0:00"));
    }

    void everythingHasANameAndAKey()
    {
        Fixture f;
        f.startVideo();
        QTRY_VERIFY(f.isShown("predictLiveBar"));
        for (const QPushButton* button : find<QWidget>(f.page, "predictLiveBar")->findChildren<QPushButton*>()) {
            QVERIFY2(!button->text().isEmpty() && !button->toolTip().isEmpty(), qPrintable(button->objectName()));
        }
        bool isInMenu = false;
        for (const QAction* action : f.page.menuActions()) {
            isInMenu = isInMenu || action->objectName() == QLatin1String("cameraAction");
        }
        QVERIFY(isInMenu);
    }
};

SACCADE_TEST(tst_predict_camera, TstPredictCamera)
#include "tst_predict_camera.moc"
