#include <QTest>
#include <cmath>
#include <limits>

#include "engine/metrics/image_order.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Places = std::vector<std::uint32_t>;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

struct Answers
{
    std::vector<std::int32_t> labels{0, 0, 1, 1, 2};
    std::vector<std::int32_t> predicted{0, 1, 1, 0, 2};
    std::vector<float> confidences{0.5F, 0.75F, 0.5F, 0.5F, 0.25F};
    std::vector<float> losses{0.25F, 2, 0.5F, 2, 4};
    std::vector<float> probabilities{0.5F,  0.25F,  0.25F,  //
                                     0.25F, 0.75F,  0,      //
                                     0.5F,  0.5F,   0,      //
                                     0.5F,  0.125F, 0.375F, //
                                     0.25F, 0.25F,  0.25F};

    [[nodiscard]] ImageOrders orders() const
    {
        return computeImageOrders({labels, predicted, confidences, losses, probabilities, 3});
    }
};

} // namespace

/// Orders of five images, worked out by hand.
class TstImageOrder : public QObject
{
    Q_OBJECT

private slots:
    void marginsAreFirstLessSecond()
    {
        QCOMPARE(Answers().orders().margins, (std::vector<float>{0.25F, 0.5F, 0, 0.125F, 0}));
        const std::vector<std::int32_t> truth{0};
        const std::vector<float> alone{0.75F};
        QCOMPARE(computeMargins({truth, alone, 1}), std::vector<float>{0.75F});
    }

    void equalOnesStayInTheOrderOfTheData()
    {
        const ImageOrders orders = Answers().orders();
        QCOMPARE(orders.of(ImageOrder::MostConfident), (Places{1, 0, 2, 3, 4}));
        QCOMPARE(orders.of(ImageOrder::LeastConfident), (Places{4, 0, 2, 3, 1}));
        QCOMPARE(orders.of(ImageOrder::LargestLoss), (Places{4, 1, 3, 2, 0}));
        QCOMPARE(orders.of(ImageOrder::SmallestMargin), (Places{2, 4, 3, 0, 1}));
        QCOMPARE(orders.of(ImageOrder::DataOrder), (Places{0, 1, 2, 3, 4}));
    }

    void surestMistakesComeFirst()
    {
        QCOMPARE(Answers().orders().of(ImageOrder::ConfidentMistakes), (Places{1, 3, 4, 0, 2}));
    }

    void whatIsNoNumberComesLast()
    {
        Answers answers;
        answers.confidences[1] = kNone;
        answers.losses[4] = kNone;
        const ImageOrders orders = answers.orders();
        QCOMPARE(orders.of(ImageOrder::MostConfident).back(), 1U);
        QCOMPARE(orders.of(ImageOrder::LeastConfident).back(), 1U);
        QCOMPARE(orders.of(ImageOrder::ConfidentMistakes).back(), 1U);
        QCOMPARE(orders.of(ImageOrder::LargestLoss), (Places{1, 3, 2, 0, 4}));
    }

    void withoutProbabilitiesNoMarginIsKnown()
    {
        Answers answers;
        answers.probabilities.clear();
        const ImageOrders orders = answers.orders();
        QVERIFY(orders.margins.empty());
        QVERIFY(orders.of(ImageOrder::SmallestMargin).empty());
        QCOMPARE(orders.of(ImageOrder::MostConfident).size(), std::size_t{5});
    }
};

SACCADE_TEST(tst_image_order, TstImageOrder)
#include "tst_image_order.moc"
