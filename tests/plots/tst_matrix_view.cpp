#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "tests/test_registry.h"
#include "ui/plots/matrix_painter.h"
#include "ui/plots/matrix_view.h"
#include "ui/theme/theme.h"

using namespace saccade;

namespace {

const QStringList kNames{QStringLiteral("cat"), QStringLiteral("dog"), QStringLiteral("bird")};
constexpr QSize kSize{608, 640};

ConfusionMatrix smallMatrix()
{
    const std::vector<std::int32_t> truth{0, 0, 0, 0, 1, 1, 2, 2, 2, 2};
    const std::vector<std::int32_t> predicted{0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    return ConfusionMatrix(3, truth, predicted);
}

MatrixWindow smallWindow()
{
    return computeMatrixWindow(smallMatrix(), std::vector<int>{0, 1, 2}, {0, 3}, {0, 3}, 3);
}

/// Each class 9 times right and once taken for the next but 500.
ConfusionMatrix largeMatrix(int classes)
{
    ConfusionMatrix matrix(classes);
    for (int label = 0; label < classes; ++label) {
        for (int image = 0; image < 9; ++image) {
            matrix.add(label, label);
        }
        matrix.add(label, (label + 500) % classes);
    }
    return matrix;
}

QStringList numberedNames(int classes)
{
    QStringList names;
    for (int label = 0; label < classes; ++label) {
        names.append(QStringLiteral("class %1").arg(label));
    }
    return names;
}

MatrixShape shapeOf(int classes)
{
    return {classes, classes, 80, 80, 16, false};
}

QColor centre(const QImage& picture, const QRect& cell)
{
    return picture.pixelColor(cell.topLeft() + QPoint(4, 4));
}

void turnWheel(QWidget& widget, QPoint at, int angle)
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TstMatrixView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ThemeSource::instance().setTheme(loadTheme(QStringLiteral("light"))); }
    void init();
    void layoutFitsAnyNumberOfClasses_data();
    void layoutFitsAnyNumberOfClasses();
    void namesNeverOverlap_data() { layoutFitsAnyNumberOfClasses_data(); }
    void namesNeverOverlap();
    void fewClassesGetLargerCells();
    void cellsTooSmallBecomeGroups();
    void scalesAreSeparate();
    void clickOpensExactlyTheCell();
    void keysWalkAndOpen();
    void orderMovesCellsNotMeanings();
    void hidingShowsInThePicture();
    void cellIsSpoken();
    void groupsOpenAndCloseByKeys();
    void groupsOpenAndCloseByHand();
    void activatingFindsACellInItsGroup();
    void otherNumbersKeepTheZoomOtherClassesDoNot();
    void screenReadersSeeATable();

private:
    void showLarge(int classes);

    std::unique_ptr<MatrixView> m_view;
};

void TstMatrixView::init()
{
    m_view = std::make_unique<MatrixView>();
    m_view->resize(kSize);
    m_view->setMatrix(smallMatrix(), kNames, {});
}

void TstMatrixView::showLarge(int classes)
{
    m_view->setMatrix(largeMatrix(classes), numberedNames(classes), {});
}

void TstMatrixView::layoutFitsAnyNumberOfClasses_data()
{
    QTest::addColumn<int>("classes");
    for (const int classes : {2, 3, 10, 20, 37, 45, 100, 400}) {
        QTest::addRow("%d", classes) << classes;
    }
}

void TstMatrixView::layoutFitsAnyNumberOfClasses()
{
    QFETCH(int, classes);
    const MatrixLayout layout = layOutMatrix(shapeOf(classes), kSize);
    QVERIFY(QRect(QPoint(), kSize).contains(layout.cells()));
    const QRect last = layout.cell(classes - 1, classes - 1);
    QCOMPARE(layout.cellAt(last.center()), std::optional(MatrixCell{classes - 1, classes - 1}));
    QCOMPARE(layout.cellAt({0, 0}), std::nullopt);
}

void TstMatrixView::namesNeverOverlap()
{
    QFETCH(int, classes);
    const MatrixLayout layout = layOutMatrix(shapeOf(classes), kSize);
    for (int place = 0; place + layout.nameStep < classes; place += layout.nameStep) {
        const int next = place + layout.nameStep;
        QVERIFY(layout.rowName(place).bottom() <= layout.rowName(next).top());
        QVERIFY(layout.columnName(place).right() <= layout.columnName(next).left() + 1);
    }
    QVERIFY(layout.rowName(0).right() < layout.origin.x());
    QVERIFY(layout.columnName(0).bottom() < layout.origin.y());
    QVERIFY(layout.columnName(0).top() >= 16); // below the axis title
}

void TstMatrixView::fewClassesGetLargerCells()
{
    QCOMPARE(layOutMatrix(shapeOf(2), kSize).pitch, 112);
    QCOMPARE(layOutMatrix(shapeOf(4), kSize).pitch, 90);
    QCOMPARE(layOutMatrix(shapeOf(7), kSize).pitch, 56);
    QVERIFY(layOutMatrix(shapeOf(2), {320, 260}).pitch < 112); // only where there is room
}

void TstMatrixView::cellsTooSmallBecomeGroups()
{
    for (const int classes : {1, 2, 10, 30}) {
        QCOMPARE(matrixSide(classes, shapeOf(classes), kSize), classes);
    }
    const int side = matrixSide(1000, shapeOf(1000), kSize);
    QVERIFY(side > 15 && side < 60);
    QVERIFY(layOutMatrix(shapeOf(side), kSize).pitch >= kSmallestCell);
    QVERIFY(matrixSide(1000 / side + 1, shapeOf(1000), kSize) == 1000 / side + 1); // a group's classes have room
    QVERIFY(matrixSide(1000, shapeOf(1000), {10, 10}) >= 2);
}

void TstMatrixView::scalesAreSeparate()
{
    const MatrixScales counts = matrixScales(smallWindow(), MatrixValues::Count);
    QCOMPARE(counts.wrongHigh, 1.0);
    QCOMPARE(counts.rightLow, 0.5); // lowest recall 0.75: 2 * 0.75 - 1
    QCOMPARE(matrixScales(smallWindow(), MatrixValues::TruthShare).wrongHigh, 0.25);
    const MatrixScales columns = matrixScales(smallWindow(), MatrixValues::PredictedShare);
    QCOMPARE(columns.wrongHigh, 1.0 / 3); // one of the three given "dog"
    QVERIFY(std::abs(columns.rightLow - 0.3) < 1e-9);
    QCOMPARE(matrixScales(smallWindow(), MatrixValues::TotalShare).wrongHigh, 0.1);
    QCOMPARE(wrongShare(0, counts), 0.0);
    QCOMPARE(wrongShare(1, counts), 1.0);
    QCOMPARE(wrongShare(1, MatrixScales{0, 0}), 0.0);
}

void TstMatrixView::clickOpensExactlyTheCell()
{
    QSignalSpy activated(m_view.get(), &MatrixView::cellActivated);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->cellRect(0, 1).center());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0], (QVariantList{0, 1}));
    QCOMPARE(m_view->selection(), std::optional(MatrixCell{0, 1}));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(activated.size(), 1);
}

void TstMatrixView::keysWalkAndOpen()
{
    QSignalSpy activated(m_view.get(), &MatrixView::cellActivated);
    QSignalSpy cleared(m_view.get(), &MatrixView::selectionCleared);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QTest::keyClick(m_view.get(), Qt::Key_Right); // stays at the edge
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.value(0), (QVariantList{1, 2}));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(m_view->selection(), std::nullopt);
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_view->current(), (MatrixCell{0, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_D);
    QVERIFY(m_view->isDiagonalHidden());
    for (const MatrixValues values :
         {MatrixValues::TruthShare, MatrixValues::PredictedShare, MatrixValues::TotalShare, MatrixValues::Count}) {
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QVERIFY(m_view->values() == values);
    }
}

void TstMatrixView::orderMovesCellsNotMeanings()
{
    const QRect before = m_view->cellRect(0, 0);
    m_view->setOrder({2, 1, 0});
    QCOMPARE(m_view->cellRect(2, 2), before);
    QSignalSpy activated(m_view.get(), &MatrixView::cellActivated);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, before.center());
    QCOMPARE(activated.value(0), (QVariantList{2, 2}));
}

void TstMatrixView::hidingShowsInThePicture()
{
    const QImage counts = m_view->grab().toImage();
    QCOMPARE(centre(counts, m_view->cellRect(2, 2)), Theme::mapColour(theme().right, 1));
    QCOMPARE(centre(counts, m_view->cellRect(0, 1)), Theme::mapColour(theme().wrong, 1));
    m_view->setDiagonalHidden(true);
    QCOMPARE(centre(m_view->grab().toImage(), m_view->cellRect(2, 2)), theme().sunken);
}

void TstMatrixView::cellIsSpoken()
{
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->accessibleDescription(), QStringLiteral("truth cat, predicted dog, 1 of 4, 25.0 % of cat"));
}

void TstMatrixView::groupsOpenAndCloseByKeys()
{
    showLarge(1000);
    QSignalSpy activated(m_view.get(), &MatrixView::cellActivated);
    const auto groups = static_cast<int>(m_view->window().rows.size());
    QVERIFY(groups < 60);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(m_view->accessibleDescription().startsWith(
        QStringLiteral("truth class %1 – class ").arg(m_view->window().rows[1].begin)));
    QVERIFY(m_view->accessibleDescription().endsWith(QStringLiteral("Enter looks inside")));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(m_view->zoom().depth(), 1);
    QCOMPARE(activated.size(), 0);
    QCOMPARE(m_view->window().rows.front().count(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.value(0), (QVariantList{m_view->zoom().rows().begin, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_Escape); // the cell first
    QCOMPARE(m_view->zoom().depth(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(m_view->zoom().depth(), 0);
    QCOMPARE(m_view->current(), (MatrixCell{1, 0})); // where one came from
}

void TstMatrixView::groupsOpenAndCloseByHand()
{
    showLarge(1000);
    const QPoint cell = m_view->cellRect(0, 0).center();
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, cell);
    QCOMPARE(m_view->zoom().depth(), 1);
    QVERIFY(!m_view->zoomText().isEmpty());
    turnWheel(*m_view, cell, -60);
    QCOMPARE(m_view->zoom().depth(), 1); // half a notch
    turnWheel(*m_view, cell, -60);
    QCOMPARE(m_view->zoom().depth(), 0);
    turnWheel(*m_view, cell, 120);
    QCOMPARE(m_view->zoom().depth(), 1);
    QVERIFY(m_view->cellRect(999, 0).isEmpty()); // is outside
    QVERIFY(!m_view->grab().isNull());
}

void TstMatrixView::activatingFindsACellInItsGroup()
{
    showLarge(1000);
    QSignalSpy activated(m_view.get(), &MatrixView::cellActivated);
    m_view->activate({321, 821});
    QCOMPARE(activated.value(0), (QVariantList{321, 821}));
    QVERIFY(m_view->zoom().rows().begin <= 321 && m_view->zoom().columns().end > 821);
    m_view->activate({1, 501}); // from inside another part
    QCOMPARE(activated.value(1), (QVariantList{1, 501}));
    QCOMPARE(m_view->textOf(m_view->current()),
             QStringLiteral("truth class 1, predicted class 501, 1 of 10, 10.0 % of class 1"));
}

void TstMatrixView::otherNumbersKeepTheZoomOtherClassesDoNot()
{
    showLarge(1000);
    m_view->activate({321, 821});
    const MatrixZoom zoom = m_view->zoom();
    m_view->setMatrix(ConfusionMatrix(1000), numberedNames(1000), {});
    QVERIFY(m_view->zoom() == zoom);
    QVERIFY(m_view->selection().has_value());
    m_view->setMatrix(smallMatrix(), kNames, {});
    QCOMPARE(m_view->zoom().depth(), 0);
    QVERIFY(!m_view->selection().has_value());
    QCOMPARE(m_view->window().counts.size(), std::size_t{9});
}

void TstMatrixView::screenReadersSeeATable()
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(accessible != nullptr);
    QAccessibleTableInterface* table = accessible->tableInterface();
    QVERIFY(table != nullptr);
    QCOMPARE(table->rowCount(), 3);
    QCOMPARE(table->columnDescription(1), QStringLiteral("dog"));
    QAccessibleInterface* cell = table->cellAt(0, 1);
    QVERIFY(cell != nullptr);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("truth cat, predicted dog, 1 of 4, 25.0 % of cat"));
    QCOMPARE(cell, accessible->child(1));
    QCOMPARE(accessible->indexOfChild(cell), 1);
    QCOMPARE(table->cellAt(3, 0), nullptr);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(accessible->text(QAccessible::Value), QStringLiteral("truth dog, predicted cat, 0 of 2, 0.0 % of dog"));
}

SACCADE_TEST(tst_matrix_view, TstMatrixView)
#include "tst_matrix_view.moc"
