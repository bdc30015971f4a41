#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

#include "tests/test_registry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/zoom_view.h"

using namespace saccade;

namespace {

/// Red and blue squares by turns.
QImage board(int side)
{
    QImage image(side, side, QImage::Format_RGB888);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            image.setPixelColor(x, y, (x + y) % 2 == 0 ? QColor(Qt::red) : QColor(Qt::blue));
        }
    }
    return image;
}

ZoomPicture pictureOf(const QImage& image)
{
    return {image, {}, image.size()};
}

void turnWheel(QWidget& widget, QPointF point, int notches)
{
    QWheelEvent event(point, widget.mapToGlobal(point), {}, {0, notches * 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

class TstZoomView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ThemeSource::instance().setTheme(loadTheme(QStringLiteral("light"))); }

    void init()
    {
        m_view = std::make_unique<ZoomView>();
        m_view->resize(400, 300);
        m_view->show();
    }

    void smallPicturesFitInWholeMultiples()
    {
        m_view->setPicture(pictureOf(board(32)));
        QVERIFY(m_view->isFitted());
        QCOMPARE(m_view->zoom(), 8.0); // 268 px of room for 32
        QCOMPARE(m_view->pictureRect(), QRectF(72, 22, 256, 256));
        m_view->resize(200, 300);
        QCOMPARE(m_view->zoom(), 5.0);
    }

    void largePicturesFitWhole()
    {
        m_view->setPicture(pictureOf(board(1000)));
        QCOMPARE(m_view->zoom(), 0.268);
        QVERIFY(QRectF(m_view->rect()).contains(m_view->pictureRect()));
    }

    void pixelsHaveSharpEdges()
    {
        m_view->setPicture(pictureOf(board(8)));
        const QImage seen = m_view->grab().toImage();
        const QRect area = m_view->pictureRect().toRect();
        for (int y = area.top(); y <= area.bottom(); y += 3) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const QColor colour = seen.pixelColor(x, y);
                QVERIFY(colour == QColor(Qt::red) || colour == QColor(Qt::blue));
            }
        }
        QCOMPARE(seen.pixelColor(area.topLeft()), QColor(Qt::red));
        QCOMPARE(seen.pixelColor(area.topLeft() + QPoint(static_cast<int>(m_view->zoom()), 0)), QColor(Qt::blue));
    }

    void keysZoom()
    {
        m_view->setPicture(pictureOf(board(100)));
        QSignalSpy changed(m_view.get(), &ZoomView::zoomChanged);
        QTest::keyClick(m_view.get(), Qt::Key_1);
        QCOMPARE(m_view->zoom(), 1.0);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(std::abs(m_view->zoom() - 2) < 1e-9);
        QTest::keyClick(m_view.get(), Qt::Key_Minus);
        QVERIFY(std::abs(m_view->zoom() - std::sqrt(2.0)) < 1e-9);
        QCOMPARE(changed.count(), 4);
        QVERIFY(!m_view->isFitted());
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QVERIFY(m_view->isFitted());
    }

    void wheelKeepsWhatLiesBelowIt()
    {
        m_view->setPicture(pictureOf(board(100)));
        m_view->zoomTo(8);
        const QPointF point(90, 60);
        const auto below = [&] { return (point - m_view->pictureRect().topLeft()) / m_view->zoom(); };
        const QPointF before = below();
        turnWheel(*m_view, point, 2);
        QVERIFY(std::abs(m_view->zoom() - 16) < 1e-9);
        QVERIFY((below() - before).manhattanLength() < 1e-6);
        turnWheel(*m_view, point, 100);
        QCOMPARE(m_view->zoom(), ZoomView::kLargestZoom);
    }

    void draggingMovesButLeavesNoGap()
    {
        m_view->setPicture(pictureOf(board(100)));
        m_view->zoomTo(8); // 800 x 800 in 400 x 300
        const QPointF before = m_view->pictureRect().topLeft();
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {200, 150});
        QTest::mouseMove(m_view.get(), {230, 140});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {230, 140});
        QCOMPARE(m_view->pictureRect().topLeft() - before, QPointF(30, -10));
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(m_view->pictureRect().left() - before.x(), 78.0);
        for (int time = 0; time < 2; ++time) {
            QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {0, 0});
            QTest::mouseMove(m_view.get(), {399, 299});
            QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {399, 299});
        }
        QCOMPARE(m_view->pictureRect().topLeft(), QPointF(0, 0));
    }

    void anotherPictureOfThatSizeStaysWhereItIs()
    {
        m_view->setPicture({board(10), {}, QSize(100, 100)}); // it stands in for the next
        QVERIFY(m_view->picture().isStandIn());
        m_view->zoomTo(8);
        const QRectF before = m_view->pictureRect();
        m_view->setPicture(pictureOf(board(100)));
        QCOMPARE(m_view->pictureRect(), before);
        m_view->setPicture(pictureOf(board(50)));
        QVERIFY(m_view->isFitted());
    }

private:
    std::unique_ptr<ZoomView> m_view;
};

SACCADE_TEST(tst_zoom_view, TstZoomView)
#include "tst_zoom_view.moc"
