#include <QTest>
#include <vector>

#include "app/options.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::variant<Options, int> parse(std::vector<const char*> arguments)
{
    arguments.insert(arguments.begin(), "saccade");
    return parseOptions(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

class TstOptions : public QObject
{
    Q_OBJECT

private slots:
    void nothingAsked()
    {
        const Options options = std::get<Options>(parse({}));
        QVERIFY(options.source.empty() && options.runFolder.empty());
        QVERIFY(!options.page && !options.theme);
    }

    void everythingAsked()
    {
        const Options options =
            std::get<Options>(parse({"--theme", "dark", "--page=train", "--run", "/runs/a", "/photos"}));
        QCOMPARE(options.source, std::string("/photos"));
        QCOMPARE(options.runFolder, std::string("/runs/a"));
        QVERIFY(options.page == PageId::Train);
        QVERIFY(options.theme == ThemeChoice::Dark);
    }

    void endsHere_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("help") << QByteArray("--help") << QByteArray() << true;
        QTest::newRow("version") << QByteArray("--version") << QByteArray() << true;
        QTest::newRow("unknown option") << QByteArray("--fast") << QByteArray() << false;
        QTest::newRow("unknown page") << QByteArray("--page") << QByteArray("runs") << false;
        QTest::newRow("unknown theme") << QByteArray("--theme") << QByteArray("pink") << false;
        QTest::newRow("two sources") << QByteArray("a") << QByteArray("b") << false;
    }

    void endsHere()
    {
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, value);
        QFETCH(bool, isFine);
        std::vector<const char*> arguments{option.constData()};
        if (!value.isEmpty()) {
            arguments.push_back(value.constData());
        }
        const auto parsed = parse(arguments);
        QVERIFY(std::holds_alternative<int>(parsed));
        QCOMPARE(std::get<int>(parsed) == 0, isFine);
    }
};

SACCADE_TEST(tst_options, TstOptions)
#include "tst_options.moc"
