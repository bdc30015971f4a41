#include <QTest>

#include "engine/data/class_agreement.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct One
{
    std::int32_t label;
    Part part;
};

DataSet setOf(std::vector<std::string> classNames, const std::vector<One>& images)
{
    DataSet set;
    set.classNames = std::move(classNames);
    auto samples = std::make_shared<std::vector<Sample>>();
    for (const One& image : images) {
        samples->push_back({"x", image.label, image.part, 8, 8, 0});
    }
    set.samples = std::move(samples);
    set.hasGivenTest = true;
    return set;
}

QStringList described(const DataSet& set)
{
    QStringList list;
    for (const ClassGap& gap : classGaps(set)) {
        list.append(QString::fromStdString(describe(gap, set)));
    }
    return list;
}

} // namespace

/// Whether the parts have the same classes.
class TstClassAgreement : public QObject
{
    Q_OBJECT

private slots:
    void classesAreTheSameInTheirOrderOnly()
    {
        DataSet set;
        set.source = "/sets/animals";
        set.classNames = {"cat", "dog"};
        QVERIFY(checkClasses({"cat", "dog"}, set).hasValue());
        for (const std::vector<std::string>& other :
             {std::vector<std::string>{"dog", "cat"}, {"cat", "dog", "eel"}, {"cat", "Dog"}}) {
            const Result<void> differ = checkClasses(other, set);
            QCOMPARE(differ.error().code, ErrorCode::ClassesDisagree);
            QCOMPARE(differ.error().path, std::filesystem::path("/sets/animals"));
        }
    }

    void names_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("case") << "Cat"
                              << "cat" << true;
        QTest::newRow("spaces") << "polar bear"
                                << "Polar_Bear " << true;
        QTest::newRow("one letter more") << "giraffe"
                                         << "girafe" << true;
        QTest::newRow("one letter else") << "zebra"
                                         << "zebre" << true;
        QTest::newRow("one letter at the end") << "bears"
                                               << "bear" << false; // too short
        QTest::newRow("at the end of a longer one") << "giraffes"
                                                    << "giraffe" << true;
        QTest::newRow("short") << "cat"
                               << "bat" << false;
        QTest::newRow("two letters") << "zebra"
                                     << "zibre" << false;
        QTest::newRow("swapped") << "zebra"
                                 << "zerba" << false;
        QTest::newRow("numbers") << "class 1"
                                 << "class 2" << false;
        QTest::newRow("number added") << "class 1"
                                      << "class 12" << false;
    }

    void names()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QTEST(isNearlySameName(a.toStdString(), b.toStdString()), "isSame");
        QTEST(isNearlySameName(b.toStdString(), a.toStdString()), "isSame");
    }

    void agreement()
    {
        const DataSet set = setOf({"a", "b"}, {{0, Part::Training},
                                               {1, Part::Validation}, // drawn from training
                                               {0, Part::Test},
                                               {1, Part::Test}});
        QCOMPARE(described(set), QStringList());
    }

    void missing()
    {
        const DataSet set =
            setOf({"a", "b", "c"}, {{0, Part::Training}, {1, Part::Training}, {0, Part::Test}, {2, Part::Test}});
        QCOMPARE(described(set), (QStringList{QStringLiteral("\"b\" is in training, but not in test"),
                                              QStringLiteral("\"c\" is in test, but not in training")}));
    }

    void speltDifferently()
    {
        const DataSet set =
            setOf({"Cat", "cat", "dog"}, {{0, Part::Training}, {2, Part::Training}, {1, Part::Test}, {2, Part::Test}});
        QCOMPARE(described(set), QStringList{QStringLiteral("\"Cat\" in training is \"cat\" in test")});
    }

    void givenValidation()
    {
        DataSet set = setOf({"a", "b"}, {{0, Part::Training}, {1, Part::Training}, {0, Part::Validation}});
        set.hasGivenTest = false;
        QCOMPARE(described(set), QStringList()); // drawn: a class may be too small for its share
        set.hasGivenValidation = true;
        QCOMPARE(described(set), QStringList{QStringLiteral("\"b\" is in training, but not in validation")});
    }
};

SACCADE_TEST(tst_class_agreement, TstClassAgreement)
#include "tst_class_agreement.moc"
