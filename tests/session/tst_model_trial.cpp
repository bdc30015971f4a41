#include <QSignalSpy>
#include <QTest>

#include "engine/runs/answer_rule.h"
#include "engine/session/answer_rules.h"
#include "engine/session/class_maps_session.h"
#include "engine/session/evaluation_figures.h"
#include "engine/session/model_trial.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/recorded_folder.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr int kPerClass = 8;

DataSet images()
{
    DataSet set = makeStripesDataSet(3, kPerClass, {8, 8, 3});
    set.id = "stripes";
    return set;
}

/// The same without test images.
DataSet imagesWithoutTest()
{
    DataSet set = images();
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.part = sample.part == Part::Test ? Part::Training : sample.part;
    }
    set.samples = samples;
    return set;
}

} // namespace

/// A model file on images that no run tells of.
class TstModelTrial : public QObject
{
    Q_OBJECT

private slots:
    void theTestPartIsTried()
    {
        open(images());
        const Evaluation& evaluation = m_session.evaluation();
        QVERIFY(evaluation.trial != nullptr);
        QCOMPARE(evaluation.run->path, m_model.source);
        QCOMPARE(evaluation.run->title, std::string("a model"));
        QCOMPARE(evaluation.run->plan.data.id, std::string("stripes"));
        QCOMPARE(evaluation.part, Part::Test);
        QCOMPARE(evaluation.matrix.total(), std::int64_t{3 * kPerClass});
        QCOMPARE(evaluation.testOpenings, std::int64_t{0});
        QVERIFY(evaluation.stops.empty());
        QVERIFY(evaluation.orders != nullptr);
    }

    void validationTakesThePlaceOfNoTest()
    {
        open(imagesWithoutTest());
        QCOMPARE(m_session.evaluation().part, Part::Validation);
    }

    void otherPartsAndViewsAreTriedToo()
    {
        open(images());
        const auto trial = m_session.evaluation().trial;
        wait([this] { m_session.show(Part::Validation); });
        QCOMPARE(m_session.evaluation().part, Part::Validation);
        wait([this] { m_session.lookAgain(EvaluationViews::Mirror, m_engine, images()); });
        QCOMPARE(m_session.evaluation().views, EvaluationViews::Mirror);
        QCOMPARE(m_session.evaluation().part, Part::Validation);
        wait([this] { m_session.showStep(0); });
        QCOMPARE(m_session.evaluation().views, EvaluationViews::Single);
        QCOMPARE(m_session.evaluation().trial, trial);
    }

    void whatDoesNotFitIsSaid()
    {
        DataSet renamed = images();
        renamed.classNames.front() = "another";
        QCOMPARE(failure(renamed), ErrorCode::ClassesDisagree);
        DataSet larger = makeStripesDataSet(3, kPerClass, {9, 9, 3});
        QCOMPARE(failure(larger), ErrorCode::WeightsMismatch);
        DataSet cut = images();
        cut.resize = ResizeMode::Crop;
        QCOMPARE(failure(cut), ErrorCode::WeightsMismatch);
    }

    void itsThresholdStandsAndNothingCanBeDecided()
    {
        m_model.rejectThreshold = 0.25;
        open(images());
        AnswerRules& rules = m_session.answerRules();
        QVERIFY(!rules.isOpen());
        QCOMPARE(rules.rule(), (AnswerRule{1, 0.25}));
        rules.decide({2, 0.5});
        QCOMPARE(rules.rule(), (AnswerRule{1, 0.25}));
        QVERIFY(!rules.canUndo());
    }

    void aRunCanFollowAndItsRuleIsRead()
    {
        open(images());
        const auto run = recordedFolder(m_folder.path() / "run", images());
        QVERIFY(saveAnswerRule(run->path, {1, 0.75}).hasValue());
        wait([&] { m_session.open(run->path); });
        QCOMPARE(m_session.evaluation().trial, nullptr);
        QTRY_COMPARE(m_session.answerRules().rule(), (AnswerRule{1, 0.75}));
        QVERIFY(m_session.answerRules().isOpen());
    }

    void figuresSayNothingOfATrainingNobodySaw()
    {
        open(images());
        const Result<EvaluationFigures> figures = computeFigures(m_session.evaluation(), images(), {});
        QVERIFY(figures.hasValue());
        QVERIFY(!figures->fit);
        QCOMPARE(figures->validations, std::int64_t{0});
        QVERIFY(!figures->findings.empty());
        for (const Finding& finding : figures->findings) {
            const auto* shortClass = std::get_if<ShortClassFinding>(&finding);
            QVERIFY(shortClass == nullptr || !shortClass->trainingImages);
            QVERIFY(!std::holds_alternative<OverfittingFinding>(finding));
        }
    }

    void itsOwnWeightsAreLookedInto()
    {
        open(images());
        const Evaluation& evaluation = m_session.evaluation();
        ClassMapsSession maps;
        int mapped = 0;
        connect(&maps, &ClassMapsSession::mapped, this, [&mapped] { ++mapped; });
        ClassMapsRequest request;
        request.run = evaluation.run;
        request.tensors = evaluation.trial->model.tensors;
        request.dataSet = images();
        request.images = {0, 1};
        maps.compute(request, m_engine);
        QTRY_VERIFY(!maps.isBusy());
        QCOMPARE(mapped, 2);
    }

    void init()
    {
        const auto run = recordedFolder(m_folder.path() / "exported", images());
        m_model = {};
        m_model.title = "a model";
        m_model.network = run->plan.network;
        m_model.tensors = std::make_shared<const NamedTensors>(*loadBestWeights(*run));
        m_model.classNames = run->plan.data.classNames;
        m_model.source = m_folder.path() / "model.safetensors";
    }
    void cleanup() { std::filesystem::remove_all(m_folder.path() / "exported"); }

private:
    void wait(const std::function<void()>& ask)
    {
        QSignalSpy opened(&m_session, &EvaluateSession::opened);
        ask();
        QTRY_COMPARE(opened.size(), 1);
    }
    void open(const DataSet& dataSet)
    {
        wait([&] { m_session.tryModel(m_model, m_engine, dataSet); });
    }
    ErrorCode failure(const DataSet& dataSet)
    {
        std::optional<ErrorCode> code;
        EvaluateSession session;
        connect(&session, &EvaluateSession::failed, this, [&code](const Error& error) { code = error.code; });
        session.tryModel(m_model, m_engine, dataSet);
        [&] { QTRY_VERIFY(code.has_value()); }();
        return code.value_or(ErrorCode::Internal);
    }

    TemporaryFolder m_folder;
    FakeComputeEngine m_engine;
    Model m_model;
    EvaluateSession m_session;
};

SACCADE_TEST(tst_model_trial, TstModelTrial)
#include "tst_model_trial.moc"
