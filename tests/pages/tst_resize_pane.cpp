#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <atomic>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/data_page.h"
#include "ui/settings/data_preferences.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/resize_picture.h"

using namespace saccade;

namespace {

/// Photographs of 500 x 375, but for the last ten, which are square.
Result<DataSet> openPhotographs(const OpenRequest& request, std::stop_token,
                                const std::function<void(const OpenProgress&)>&)
{
    const int side = request.side > 0 ? request.side : 8;
    DataSet set = makeStripesDataSet(3, 10, {side, side, 3});
    set.source = request.source;
    set.resize = request.resize;
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (std::size_t i = 0; i < samples->size(); ++i) {
        (*samples)[i].width = i + 10 < samples->size() ? 500 : 375;
        (*samples)[i].height = 375;
    }
    set.samples = samples;
    return set;
}

struct Shown
{
    explicit Shown(FakeImageReader::Open opens = openPhotographs) : bench(std::move(opens)), page(bench.workbench)
    {
        page.resize(1300, 820);
        page.show();
        bench.openData("/pictures/ants");
        QTRY_COMPARE(at<QLabel>("pageDetails")->text().isEmpty(), false);
        QTRY_VERIFY(at("useForTrainingButton")->isEnabled());
    }
    template <typename Widget = QWidget>
    Widget* at(const char* name)
    {
        return find<Widget>(page, name);
    }
    QPushButton* mode(int index) { return at("resizeModeButtons")->findChildren<QPushButton*>().at(index); }
    /// With plain spaces.
    QString text(const char* name) { return at<QLabel>(name)->text().replace(QChar(0xa0), QLatin1Char(' ')); }

    TestBench bench;
    DataPage page;
};

} // namespace

/// The Resize pane of the Data page, by clicks and keys.
class TstResizePane : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatHappensToAnImage();
    void followsTheChosenImage();
    void anotherModeIsShownBeforeItIsApplied();
    void applyingOpensAgainAndIsRemembered();
    void aCancelledOpeningIsNotRemembered();
    void imagesThatFitHaveNoPicture();
    void theSampleHasOneSide();
    void picturePlaces();
};

void TstResizePane::showsWhatHappensToAnImage()
{
    Shown shown;
    QCOMPARE(shown.at<ElidedLabel>("resizeNote")->text(), QStringLiteral("stretched to 8 × 8"));
    QVERIFY(shown.at("resizePicture")->isVisible());
    QCOMPARE(shown.text("resizeEffect"), QStringLiteral("500 × 375 becomes 8 × 8. Its width is squeezed to 75 %."));
    QCOMPARE(shown.at("resizePicture")->accessibleDescription(), shown.at<QLabel>("resizeEffect")->text());
    QVERIFY(!shown.at("resizeEditor")->isVisible());
}

void TstResizePane::followsTheChosenImage()
{
    Shown shown;
    auto* grid = shown.at<ImageGrid>("imageGrid");
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Home);
    // What is shown is the picture of that very image.
    const QImage before = shown.at<ResizePicture>("resizePicture")->input();
    QString square;
    for (int i = 0; i < 90 && !square.startsWith(QLatin1String("375")); ++i) {
        QTest::keyClick(grid, Qt::Key_Right);
        square = shown.text("resizeEffect");
    }
    QCOMPARE(square, QStringLiteral("375 × 375 becomes 8 × 8. Nothing of it is lost."));
    QVERIFY(shown.at<ResizePicture>("resizePicture")->input() != before);
}

void TstResizePane::anotherModeIsShownBeforeItIsApplied()
{
    Shown shown;
    click(shown.at("changeResizeButton"));
    QVERIFY(shown.at("resizeEditor")->isVisible());
    click(shown.mode(2));
    QCOMPARE(shown.text("resizeEffect"), QStringLiteral("500 × 375 becomes 8 × 8. 25 % of it is cut off."));
    QVERIFY(!shown.text("resizeModeHelp").isEmpty());
    // The input is made with that mode: the fake adds 2.
    const int plain = shown.bench.data.dataSet().thumbnails->image(0).pixels[0];
    QCOMPARE(qRed(shown.at<ResizePicture>("resizePicture")->input().pixel(0, 0)), plain + 2);
    QTest::keyClick(shown.at("sideComboBox"), Qt::Key_End);
    QVERIFY(shown.text("resizeEffect").startsWith(QStringLiteral("500 × 375 becomes 256 × 256.")));
    click(shown.at("cancelResizeButton"));
    QVERIFY(!shown.at("resizeEditor")->isVisible());
    QCOMPARE(shown.text("resizeEffect"), QStringLiteral("500 × 375 becomes 8 × 8. Its width is squeezed to 75 %."));
    QVERIFY(!shown.bench.data.isBusy());
}

void TstResizePane::applyingOpensAgainAndIsRemembered()
{
    Shown shown;
    click(shown.at("changeResizeButton"));
    click(shown.mode(1));
    shown.at<QComboBox>("sideComboBox")->setFocus();
    QTest::keyClick(shown.at("sideComboBox"), Qt::Key_Down);
    click(shown.at("applyResizeButton"));
    QVERIFY(shown.bench.data.isBusy());
    QTRY_VERIFY(!shown.bench.data.isBusy());
    QCOMPARE(shown.bench.data.request().side, 32);
    QVERIFY(shown.bench.data.request().resize == ResizeMode::Pad);
    QVERIFY(shown.bench.data.dataSet().resize == ResizeMode::Pad);
    QCOMPARE(shown.at<ElidedLabel>("resizeNote")->text(), QStringLiteral("padded to 32 × 32"));
    const ResizeChoice kept = resizeChoiceOf(shown.bench.preferences, QStringLiteral("/pictures/ants"));
    QVERIFY((kept == ResizeChoice{ResizeMode::Pad, 32}));
    // The next opening of that source, by whatever way, is the same; another source is as ever.
    QCOMPARE(requestFor(shown.bench.preferences, QStringLiteral("/pictures/ants"), {}).side, 32);
    QCOMPARE(requestFor(shown.bench.preferences, QStringLiteral("/pictures/bees"), {}).side, 0);
    // Photographs of several proportions: auto would be 64. The same choice again opens nothing.
    click(shown.at("changeResizeButton"));
    QTest::keyClick(shown.at("sideComboBox"), Qt::Key_Home);
    QVERIFY(shown.text("resizeEffect").startsWith(QStringLiteral("500 × 375 becomes 64 × 64.")));
    QTest::keyClick(shown.at("sideComboBox"), Qt::Key_Down);
    click(shown.at("applyResizeButton"));
    QVERIFY(!shown.bench.data.isBusy());
}

void TstResizePane::aCancelledOpeningIsNotRemembered()
{
    std::atomic<int> calls = 0;
    Shown shown([&calls](const OpenRequest& request, std::stop_token stop, const auto& progress) -> Result<DataSet> {
        return calls++ == 0 ? openPhotographs(request, stop, progress) : Error{ErrorCode::DiskFull, {}, {}};
    });
    click(shown.at("changeResizeButton"));
    click(shown.mode(1));
    click(shown.at("applyResizeButton"));
    QTRY_VERIFY(!shown.bench.data.isBusy());
    QCOMPARE(shown.at<ElidedLabel>("resizeNote")->text(), QStringLiteral("stretched to 8 × 8"));
    QVERIFY(resizeChoiceOf(shown.bench.preferences, QStringLiteral("/pictures/ants")) == ResizeChoice{});
}

void TstResizePane::imagesThatFitHaveNoPicture()
{
    Shown shown(TestBench::openStripes);
    QCOMPARE(shown.at<ElidedLabel>("resizeNote")->text(), QStringLiteral("nothing is cropped or stretched"));
    QVERIFY(!shown.at("resizePicture")->isVisible());
    click(shown.at("changeResizeButton"));
    QVERIFY(shown.at("resizePicture")->isVisible());
}

void TstResizePane::theSampleHasOneSide()
{
    Shown shown;
    shown.bench.openData("sample");
    click(shown.at("changeResizeButton"));
    QCOMPARE(shown.at<QComboBox>("sideComboBox")->count(), 1);
}

void TstResizePane::picturePlaces()
{
    ResizePicture picture;
    const QImage image(100, 75, QImage::Format_RGB888);
    const ImageSize size{375, 500, 3};
    picture.setPictures(image, size, {{64, 64, 3}, ResizeMode::Crop}, image);
    // 80 x 60 in a square of 80; 62 of 500 columns are lost at the left, 63 at the right.
    QCOMPARE(picture.wholeRect(), QRect(0, 10, 80, 60));
    QCOMPARE(picture.keptRect(), QRect(9, 10, 61, 60));
    QCOMPARE(picture.framedRect(), picture.keptRect());
    picture.setPictures(image, size, {{64, 64, 3}, ResizeMode::Pad}, image);
    QCOMPARE(picture.framedRect(), QRect(0, 0, 80, 80));
    QCOMPARE(picture.wholeRect(), QRect(0, 10, 80, 60));
    picture.setPictures(image, size, {{64, 64, 3}, ResizeMode::Squash}, image);
    QCOMPARE(picture.keptRect(), picture.wholeRect());
    picture.show();
    QVERIFY(!picture.grab().isNull());
}

SACCADE_TEST(tst_resize_pane, TstResizePane)
#include "tst_resize_pane.moc"
