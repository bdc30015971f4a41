#include <QTest>

#include "engine/runs/export_check.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// The fake network's answer, less `error` for the label and more for the class after it; `changed` images get the
/// class after theirs outright.
class ScriptedExport final : public ExportedNetwork
{
public:
    ScriptedExport(std::size_t classes, float error, std::size_t changed)
        : m_classes(classes), m_error(error), m_changed(changed)
    {}
    [[nodiscard]] Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        Answer answer;
        answer.probabilities.assign(m_classes, 0);
        const std::size_t label = imageFile[0] % m_classes;
        const bool isChanged = m_asked++ < m_changed;
        answer.probabilities[label] = isChanged ? 0 : 1 - m_error;
        answer.probabilities[(label + 1) % m_classes] = isChanged ? 1 : m_error;
        return answer;
    }

private:
    std::size_t m_classes;
    float m_error;
    std::size_t m_changed;
    std::size_t m_asked = 0;
};

std::vector<CheckImage> images(std::size_t count)
{
    std::vector<CheckImage> all;
    for (std::size_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::uint8_t>(i % 3);
        all.push_back({"image " + std::to_string(i), label, {label}});
    }
    return all;
}

Result<ExportCheck> check(std::size_t count, float error, std::size_t changed, bool isQuantised)
{
    const FakeComputeEngine engine;
    auto predictor = engine.createPredictor({}, {{"answers", {{3}, {0, 0, 0}}}});
    if (!predictor) {
        return predictor.error();
    }
    ScriptedExport exported(3, error, changed);
    return checkExport(images(count), FakeImageReader(), {{2, 2, 1}, {}}, **predictor, exported, isQuantised, {});
}

} // namespace

/// When an export is taken for good.
class TstExportCheck : public QObject
{
    Q_OBJECT

private slots:
    void equalAnswersPass()
    {
        const Result<ExportCheck> found = check(30, 0, 0, false);
        QVERIFY(found.hasValue());
        QVERIFY(found->isPassed);
        QCOMPARE(found->difference.images, 30);
        QCOMPARE(found->difference.accuracyAfter, 1.0);
    }
    void aDifferenceAboveTheToleranceFails()
    {
        QVERIFY(check(30, 0.9e-4F, 0, false)->isPassed);
        const Result<ExportCheck> found = check(30, 1.2e-4F, 0, false);
        QVERIFY(!found->isPassed);
        QCOMPARE(found->worstImage, std::string("image 0"));
        QVERIFY(checkFindings(*found).starts_with("image 0: 1.2e-04 apart; labels changed: 0 of 30"));
    }
    void oneChangedLabelFails() { QVERIFY(!check(300, 0, 1, false)->isPassed); }
    void lessPrecisionIsJudgedByItsAccuracy()
    {
        QVERIFY(check(300, 0.2F, 3, true)->isPassed);  // one point
        QVERIFY(!check(300, 0.2F, 4, true)->isPassed); // more
    }
    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const FakeComputeEngine engine;
        auto predictor = engine.createPredictor({}, {{"answers", {{3}, {0, 0, 0}}}});
        ScriptedExport exported(3, 0, 0);
        const Result<ExportCheck> found =
            checkExport(images(3), FakeImageReader(), {{2, 2, 1}, {}}, **predictor, exported, false, stop.get_token());
        QVERIFY(!found && found.error().code == ErrorCode::Cancelled);
    }
    void everyClassIsTriedInTurn()
    {
        const DataSet set = makeStripesDataSet(3, 10, {4, 4, 1});
        const Result<std::vector<CheckImage>> some = collectCheckImages(FakeImageReader(), set, 7, {});
        QVERIFY(some.hasValue());
        QCOMPARE(some->size(), std::size_t{7});
        std::vector<int> counts(3, 0);
        for (const CheckImage& image : *some) {
            ++counts[static_cast<std::size_t>(image.label)];
        }
        QVERIFY((counts == std::vector<int>{3, 2, 2}));
        QCOMPARE(collectCheckImages(FakeImageReader(), set, 1000, {})->size(), std::size_t{30});
    }
};

SACCADE_TEST(tst_export_check, TstExportCheck)
#include "tst_export_check.moc"
