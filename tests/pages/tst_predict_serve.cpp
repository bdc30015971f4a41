#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include "tests/pages/test_bench.h"
#include "tests/support/raw_client.h"
#include "tests/test_registry.h"
#include "ui/pages/predict_page.h"
#include "ui/widgets/message_note.h"

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

struct Fixture
{
    Fixture() : page(bench.workbench)
    {
        page.resize(1200, 900);
        page.show();
    }

    /// The space key: a click beside the text is no click on the box.
    void toggle() { QTest::keyClick(find<QCheckBox>(page, "serveSwitch"), Qt::Key_Space); }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(page, name)->isVisible(); }
    [[nodiscard]] std::uint16_t port() const { return text("serveAddress").section(QLatin1Char(':'), 2).toUShort(); }

    TestBench bench;
    PredictPage page;
};

} // namespace

/// The endpoint's switch on the Predict page.
class TstPredictServe : public QObject
{
    Q_OBJECT

private slots:
    void withoutANetworkItCannotBeSwitchedOn()
    {
        Fixture f;
        QVERIFY(!find<QCheckBox>(f.page, "serveSwitch")->isEnabled());
        f.bench.predict.setModel(threeClasses());
        QVERIFY(find<QCheckBox>(f.page, "serveSwitch")->isEnabled());
        QVERIFY(!f.isShown("serveAddress") && !f.isShown("serveNote"));
    }

    void switchedOnItSaysHowToReachIt()
    {
        Fixture f;
        f.bench.predict.setModel(threeClasses());
        f.toggle();
        QTRY_VERIFY(f.isShown("serveAddress"));
        QVERIFY(f.text("serveAddress").startsWith(QStringLiteral("http://127.0.0.1:")));
        QVERIFY(!f.text("serveToken").isEmpty());
        QCOMPARE(f.text("serveCounts"), QStringLiteral("0 answered, 0 refused"));
        QVERIFY(!find<QSpinBox>(f.page, "servePort")->isEnabled());
        QVERIFY(RawClient(f.port()).isConnected());
        click(find<QPushButton>(f.page, "copyTokenButton"));
        QCOMPARE(QApplication::clipboard()->text(), f.text("serveToken"));
        const std::uint16_t port = f.port();
        f.toggle();
        QTRY_VERIFY(find<QSpinBox>(f.page, "servePort")->isEnabled() && !f.isShown("serveNote"));
        QVERIFY(!f.isShown("serveAddress"));
        QVERIFY(!RawClient(port).isConnected());
    }

    void aTakenPortIsSaidInPlaceAndTheNumberIsRemembered()
    {
        Fixture first;
        first.bench.predict.setModel(threeClasses());
        first.toggle();
        QTRY_VERIFY(first.isShown("serveAddress"));
        Fixture second;
        second.bench.predict.setModel(threeClasses());
        auto* port = find<QSpinBox>(second.page, "servePort");
        port->selectAll();
        QTest::keyClicks(port, QString::number(first.port()));
        QTest::keyClick(port, Qt::Key_Return);
        second.toggle();
        QTRY_VERIFY(!find<QCheckBox>(second.page, "serveSwitch")->isChecked());
        QVERIFY(second.isShown("serveNote") && !second.isShown("serveAddress"));
        QVERIFY(find<MessageNote>(second.page, "serveNote")->text().contains(QStringLiteral("port")));
        const PredictPage again(second.bench.workbench);
        QCOMPARE(find<QSpinBox>(again, "servePort")->value(), static_cast<int>(first.port()));
    }
};

SACCADE_TEST(tst_predict_serve, TstPredictServe)
#include "tst_predict_serve.moc"
