#include <QComboBox>
#include <QListView>
#include <QSlider>
#include <QTest>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/predict_page.h"
#include "ui/widgets/picture_view.h"

using namespace saccade;

namespace {

/// Of the fake engine, which sees every class in another pixel.
Model fakeModel()
{
    Model model;
    model.title = "run 7";
    model.network.nodes.push_back({"input", InputLayer{{4, 4, 3}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(7);
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = {"bird", "cat", "frog", "ship", "deer", "truck", "horse"};
    return model;
}

} // namespace

class TstPredictHeatMap : public QObject
{
    Q_OBJECT

private slots:
    void itComesAndGoesWithItsKey()
    {
        TestBench bench;
        PredictPage page(bench.workbench);
        page.resize(1100, 700);
        page.show();
        auto* box = find<QWidget>(page, "heatMapBox");
        QVERIFY(!box->isVisible()); // nothing to explain yet
        bench.predict.setModel(fakeModel());
        bench.predict.submit({"bird.png", std::vector<std::uint8_t>{8}});
        QTRY_VERIFY(box->isVisible());
        auto* large = find<PictureView>(page, "largePicture");
        QVERIFY(large->heatMap().isEmpty());

        auto* list = find<QListView>(page, "historyList");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_H); // a list, too, lets it through
        QTRY_VERIFY(!large->heatMap().isEmpty());
        auto* classes = find<QComboBox>(page, "heatMapClass");
        QVERIFY(classes->isVisible() && find<QWidget>(page, "heatPicture")->isVisible());
        QCOMPARE(classes->count(), 5);
        QCOMPARE(classes->currentText(), QStringLiteral("cat (first)"));
        const QImage first = large->heatMap().alone;
        QTest::keyClick(classes, Qt::Key_Down); // another class: another map
        QTRY_VERIFY(!large->heatMap().isEmpty() && large->heatMap().alone != first);
        QTest::keyClick(find<QSlider>(page, "heatMapOpacity"), Qt::Key_Home);
        QVERIFY(!large->heatMap().isEmpty()); // weaker, still there

        QTest::keyClick(&page, Qt::Key_H);
        QVERIFY(large->heatMap().isEmpty());
        QVERIFY(!find<QWidget>(page, "heatPicture")->isVisible());
    }

    void anotherModelsAnswerHasNone()
    {
        TestBench bench;
        PredictPage page(bench.workbench);
        page.show();
        bench.predict.setModel(fakeModel());
        bench.predict.submit({"bird.png", std::vector<std::uint8_t>{8}});
        QTRY_VERIFY(find<QWidget>(page, "heatMapBox")->isVisible());
        Model other = fakeModel();
        other.title = "run 8";
        bench.predict.setModel(other);
        QTest::keyClick(&page, Qt::Key_H);
        QVERIFY(find<QWidget>(page, "heatMapProblem")->isVisible());
        QVERIFY(find<PictureView>(page, "largePicture")->heatMap().isEmpty());
    }
};

SACCADE_TEST(tst_predict_heat_map, TstPredictHeatMap)
#include "tst_predict_heat_map.moc"
