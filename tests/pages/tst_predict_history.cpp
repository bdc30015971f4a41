#include <QSignalSpy>
#include <fstream>

#include "engine/runs/kept_predictions.h"
#include "engine/session/answer_rules.h"
#include "tests/pages/predict_fixture.h"
#include "tests/test_registry.h"
#include "ui/models/history_thumbnail.h"
#include "ui/widgets/picture_view.h"
#include "ui/widgets/probability_bars.h"

using namespace saccade;

namespace {

/// A page that keeps its history, and a network that answers.
struct Fixture : PredictFixture
{
    Fixture() : file(bench.folder.path() / "data" / "predictions.json"), photos(bench.folder.path() / "photos")
    {
        std::filesystem::create_directories(photos);
        bench.workbench.historyFile = file;
        restart();
        openRun(*record("run"));
    }

    /// A file that is there, so that its picture can be opened again.
    std::filesystem::path photo(const char* name) const
    {
        std::ofstream(photos / name) << "x";
        return photos / name;
    }

    void classifyFile(const char* name)
    {
        const int before = history().rowCount();
        QVERIFY(dropPath(photo(name)));
        QTRY_COMPARE(history().rowCount(), before + 1);
    }

    [[nodiscard]] QSize inputSize() const { return find<PictureView>(*page, "inputPicture")->image().size(); }

    std::filesystem::path file;
    std::filesystem::path photos;
};

} // namespace

/// What was classified is there after a restart.
class TstPredictHistory : public QObject
{
    Q_OBJECT

private slots:
    void answersNamesAndThumbnailsComeBack()
    {
        Fixture f;
        f.classifyFile("a.png");
        f.classifyFile("ab.png");
        const QString model = f.text("predictModel");
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 2);
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("class-0")); // 6 letters
        QCOMPARE(f.history().index(1, 0).data().toString(), QStringLiteral("class-2"));
        QCOMPARE(f.history().index(1, 0).data(Qt::ToolTipRole).toString(),
                 QString::fromStdString((f.photos / "a.png").string()));
        QCOMPARE(f.history().index(0, 0).data(Qt::DecorationRole).value<QImage>().size(), QSize(2, 2));
        QCOMPARE(f.list().currentIndex().row(), 0);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-0, sure"));
        QCOMPARE(f.text("predictModel"), model);
        QCOMPARE(find<ProbabilityBars>(*f.page, "predictBars")->bars().size(), std::size_t{3});
    }

    void whatComesMeanwhileStandsBefore()
    {
        Fixture f;
        f.classifyFile("a.png");
        f.restart(); // the history is read on another thread
        QVERIFY(f.dropPath(f.photo("ab.png")));
        QTRY_COMPARE(f.history().rowCount(), 2);
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("class-0"));
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 2);
    }

    void whatIsNotKeptIsSaidForAsLongAsItIsTrue()
    {
        Fixture f;
        QTRY_VERIFY(!f.isShown("historyNotKept"));
        f.page.reset();
        HistorySession other(f.file); // another program's
        QSignalSpy opened(&other, &HistorySession::opened);
        other.open();
        QVERIFY(opened.wait());
        f.restart();
        QTRY_VERIFY(f.isShown("historyNotKept"));
        f.classifyFile("a.png");
        QVERIFY(f.isShown("historyNotKept"));
    }

    void aPictureIsOpenedAgain()
    {
        Fixture f;
        f.classifyFile("a.png");
        f.restart();
        QTRY_COMPARE(f.inputSize(), QSize(8, 8)); // the network's pixels are not kept: they come from the file
        QVERIFY(!f.isShown("pictureRemark"));
    }

    void aFileThatWasChangedIsNotTakenForTheOldOne()
    {
        Fixture f;
        f.classifyFile("a.png");
        std::filesystem::last_write_time(f.photos / "a.png",
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        f.restart();
        QTRY_VERIFY(f.text("pictureRemark").contains(QLatin1String("changed")));
        QVERIFY(f.isShown("pictureRemark"));
        QVERIFY(f.inputSize().isEmpty());
    }

    void aFileThatIsGoneIsNamed()
    {
        Fixture f;
        f.page.reset();
        KeptPrediction kept;
        kept.name = "missing.png"; // the fake finds no file of this name
        kept.file = "/photos/missing.png";
        kept.answer.model = std::make_shared<const KeptModel>(KeptModel{"a network", {}, {"bird", "cat"}});
        kept.answer.probabilities = {0.25F, 0.75F};
        kept.originalSize = {3, 5, 3};
        QImage picture(5, 3, QImage::Format_RGB888);
        picture.fill(Qt::red);
        const QByteArray encoded = encodeThumbnail(picture);
        kept.thumbnail = {encoded.begin(), encoded.end()};
        QVERIFY(savePredictions(f.file, {kept}).hasValue());
        f.restart();
        QTRY_VERIFY(f.text("pictureRemark").contains(QLatin1String("gone")));
        QCOMPARE(find<PictureView>(*f.page, "droppedPicture")->image().size(), QSize(5, 3));
        QVERIFY(!f.isShown("inputPicture"));
    }

    void clearingIsUndoneByButtonAndByKey()
    {
        Fixture f;
        f.classifyFile("a.png");
        QVERIFY(!f.isShown("undoClearButton"));
        click(f.button("clearHistoryButton"));
        QCOMPARE(f.history().rowCount(), 0);
        f.classifyFile("ab.png"); // what comes meanwhile stays
        click(f.button("undoClearButton"));
        QCOMPARE(f.history().rowCount(), 2);
        QCOMPARE(f.history().index(1, 0).data().toString(), QStringLiteral("class-2"));
        QVERIFY(!f.isShown("undoClearButton"));
        click(f.button("clearHistoryButton"));
        f.list().setFocus();
        QTest::keySequence(&f.list(), QKeySequence::Undo);
        QCOMPARE(f.history().rowCount(), 2);
        QCOMPARE(f.list().currentIndex().row(), 0);
    }

    void whatIsClearedIsGoneAfterARestart()
    {
        Fixture f;
        f.classifyFile("a.png");
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        click(f.button("clearHistoryButton"));
        f.restart();
        f.classifyFile("ab.png");
        QCOMPARE(f.history().rowCount(), 1);
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("class-0"));
    }

    void aBrokenFileIsPutAsideAndSaid()
    {
        Fixture f;
        f.classifyFile("a.png");
        f.page.reset();
        QVERIFY(std::filesystem::exists(f.file));
        std::filesystem::resize_file(f.file, std::filesystem::file_size(f.file) / 2);
        f.restart();
        QTRY_VERIFY(f.isShown("dropNote"));
        QVERIFY(f.text("dropNote").contains(QLatin1String(".broken")));
        QVERIFY(std::filesystem::exists(std::filesystem::path(f.file) += ".broken"));
        QCOMPARE(f.history().rowCount(), 0);
        f.classifyFile("ab.png");
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
    }

    void hostileThumbnailsAreLeftOut()
    {
        Fixture f;
        f.page.reset();
        KeptPrediction kept;
        kept.name = "hostile.png";
        kept.answer.model = std::make_shared<const KeptModel>(KeptModel{"a network", {}, {"bird", "cat"}});
        kept.answer.probabilities = {0.25F, 0.75F};
        kept.originalSize = {2, 2, 3};
        // The header of a PNG of 60,000 x 60,000 pixels, and nothing behind it.
        kept.thumbnail = {0x89, 'P',  'N',  'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R', 0,
                          0,    0xea, 0x60, 0,   0,    0xea, 0x60, 8,    2, 0, 0, 0,  0x3a, 0xb3, 0x9d, 0x2b};
        QVERIFY(savePredictions(f.file, {kept}).hasValue());
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        QVERIFY(f.history().index(0, 0).data(Qt::DecorationRole).value<QImage>().isNull());
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Cat, fairly sure"));
    }

    void keptAnswersAreJudgedByTheRunsThreshold()
    {
        Fixture f;
        f.bench.engine.setConfidence(0.75F);
        f.openRun(*f.record("unsure"));
        f.classifyFile("a.png");
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("class-2"));
        f.bench.evaluate.answerRules().decide({1, 0.9});
        QTRY_COMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("Unknown"));
    }
};

SACCADE_TEST(tst_predict_history, TstPredictHistory)
#include "tst_predict_history.moc"
