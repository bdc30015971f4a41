#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

#include "tests/test_registry.h"
#include "ui/plots/matrix_painter.h"
#include "ui/plots/matrix_view.h"
#include "ui/theme/theme.h"

using namespace saccade;

namespace {

const QStringList kNames{QStringLiteral("cat"), QStringLiteral("dog"), QStringLiteral("bird")};

ConfusionMatrix smallMatrix()
{
    const std::vector<std::int32_t> truth{0, 0, 0, 0, 1, 1, 2, 2, 2, 2};
    const std::vector<std::int32_t> predicted{0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    return ConfusionMatrix(3, truth, predicted);
}

QColor centre(const QImage& picture, const QRect& cell)
{
    return picture.pixelColor(cell.topLeft() + QPoint(4, 4));
}

} // namespace

class TstMatrixView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ThemeSource::instance().setTheme(loadTheme(QStringLiteral("light"))); }
    void layoutFitsAnyNumberOfClasses_data();
    void layoutFitsAnyNumberOfClasses();
    void fewClassesGetLargerCells();
    void scalesAreSeparate();
    void clickOpensExactlyTheCell();
    void keysWalkAndOpen();
    void orderMovesCellsNotMeanings();
    void hidingAndSharesShowInThePicture();
    void cellIsSpoken();
};

void TstMatrixView::layoutFitsAnyNumberOfClasses_data()
{
    QTest::addColumn<int>("classes");
    for (const int classes : {2, 3, 10, 37, 100, 400}) {
        QTest::addRow("%d", classes) << classes;
    }
}

void TstMatrixView::layoutFitsAnyNumberOfClasses()
{
    QFETCH(int, classes);
    const MatrixLayout layout = layOutMatrix(classes, {608, 640}, 80);
    QVERIFY(QRect(0, 0, 608, 640).contains(layout.cells()));
    const QRect last = layout.cell(classes - 1, classes - 1);
    QCOMPARE(layout.cellAt(last.center()), std::optional(MatrixCell{classes - 1, classes - 1}));
    QCOMPARE(layout.cellAt({0, 0}), std::nullopt);
}

void TstMatrixView::fewClassesGetLargerCells()
{
    QCOMPARE(layOutMatrix(2, {608, 640}, 80).pitch, 112);
    QCOMPARE(layOutMatrix(4, {608, 640}, 80).pitch, 90);
    QCOMPARE(layOutMatrix(7, {608, 640}, 80).pitch, 56);
    QVERIFY(layOutMatrix(2, {320, 260}, 80).pitch < 112); // only where there is room
}

void TstMatrixView::scalesAreSeparate()
{
    const MatrixScales counts = matrixScales(smallMatrix(), false);
    QCOMPARE(counts.wrongHigh, 1.0);
    QCOMPARE(counts.rightLow, 0.5); // lowest recall 0.75: 2 * 0.75 - 1
    QCOMPARE(matrixScales(smallMatrix(), true).wrongHigh, 0.25);
    QCOMPARE(wrongShare(0, counts), 0.0);
    QCOMPARE(wrongShare(1, counts), 1.0);
    QCOMPARE(wrongShare(1, MatrixScales{0, 0}), 0.0);
}

void TstMatrixView::clickOpensExactlyTheCell()
{
    MatrixView view;
    view.resize(608, 640);
    view.setMatrix(smallMatrix(), kNames, {});
    QSignalSpy activated(&view, &MatrixView::cellActivated);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, 1).center());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0], (QVariantList{0, 1}));
    QCOMPARE(view.selection(), std::optional(MatrixCell{0, 1}));
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(activated.size(), 1);
}

void TstMatrixView::keysWalkAndOpen()
{
    MatrixView view;
    view.resize(608, 640);
    view.setMatrix(smallMatrix(), kNames, {});
    QSignalSpy activated(&view, &MatrixView::cellActivated);
    QSignalSpy cleared(&view, &MatrixView::selectionCleared);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_End);
    QTest::keyClick(&view, Qt::Key_Right); // stays at the edge
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.value(0), (QVariantList{1, 2}));
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(view.selection(), std::nullopt);
    QTest::keyClick(&view, Qt::Key_D);
    QVERIFY(view.isDiagonalHidden());
    QTest::keyClick(&view, Qt::Key_N);
    QVERIFY(view.isNormalised());
}

void TstMatrixView::orderMovesCellsNotMeanings()
{
    MatrixView view;
    view.resize(608, 640);
    view.setMatrix(smallMatrix(), kNames, {});
    const QRect before = view.cellRect(0, 0);
    view.setOrder({2, 1, 0});
    QCOMPARE(view.cellRect(2, 2), before);
    QSignalSpy activated(&view, &MatrixView::cellActivated);
    QTest::mouseClick(&view, Qt::LeftButton, {}, before.center());
    QCOMPARE(activated.value(0), (QVariantList{2, 2}));
}

void TstMatrixView::hidingAndSharesShowInThePicture()
{
    MatrixView view;
    view.resize(608, 640);
    view.setMatrix(smallMatrix(), kNames, {});
    const QImage counts = view.grab().toImage();
    QCOMPARE(centre(counts, view.cellRect(2, 2)), Theme::mapColour(theme().right, 1));
    QCOMPARE(centre(counts, view.cellRect(0, 1)), Theme::mapColour(theme().wrong, 1));
    view.setDiagonalHidden(true);
    QCOMPARE(centre(view.grab().toImage(), view.cellRect(2, 2)), theme().sunken);
}

void TstMatrixView::cellIsSpoken()
{
    MatrixView view;
    view.resize(608, 640);
    view.setMatrix(smallMatrix(), kNames, {});
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.accessibleDescription(), QStringLiteral("truth cat, predicted dog, 1, 25.0 % of cat"));
}

SACCADE_TEST(tst_matrix_view, TstMatrixView)
#include "tst_matrix_view.moc"
