#include <QTest>
#include <vector>

#include "engine/session/class_maps_session.h"
#include "engine/session/run_evaluation.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Heat maps of a class: image after image, and only the newest request answers.
class TstClassMapsSession : public QObject
{
    Q_OBJECT

private slots:
    void eachImageGetsItsMap()
    {
        const Answers answers = ask(request(2));
        QCOMPARE(answers.places, (std::vector<int>{0, 1, 2}));
        QCOMPARE(answers.maps.front().values, (std::vector<float>{0, 0, 1, 0})); // the fake's: the class's own pixel
        QCOMPARE(answers.maps.front().node, std::string("layer-cam"));
        QVERIFY(answers.errors.empty());
    }

    void newestRequestAnswersAlone()
    {
        ClassMapsSession session;
        Answers answers;
        listen(session, answers);
        for (int i = 0; i < 5; ++i) {
            session.compute(request(i % 3), m_engine);
        }
        QTRY_VERIFY(!session.isBusy());
        QCOMPARE(answers.places.size(), std::size_t{3});
        QCOMPARE(answers.maps.back().values[1], 1.0F);
    }

    void nothingArrivesAfterCancel()
    {
        ClassMapsSession session;
        Answers answers;
        listen(session, answers);
        session.compute(request(0), m_engine);
        session.cancel();
        QVERIFY(!session.isBusy());
        session.compute(request(1), m_engine); // comes after whatever the first one had left
        QTRY_VERIFY(!session.isBusy());
        QCOMPARE(answers.places.size(), std::size_t{3});
        QCOMPARE(answers.maps.front().values[1], 1.0F);
    }

    void whatCannotBeDoneIsSaid()
    {
        ClassMapsRequest other = request(0);
        other.dataSet.id = "other";
        QCOMPARE(ask(other).errors.at(0), ErrorCode::ClassesDisagree);
        ClassMapsRequest beyond = request(0);
        beyond.images.push_back(100'000);
        QCOMPARE(ask(beyond).errors.at(0), ErrorCode::ClassesDisagree);
        ClassMapsRequest unkept = request(0);
        unkept.step = 2;
        QCOMPARE(ask(unkept).errors.at(0), ErrorCode::FileNotFound);
    }

private:
    struct Answers
    {
        std::vector<int> places;
        std::vector<HeatMap> maps;
        std::vector<ErrorCode> errors;
    };

    void listen(ClassMapsSession& session, Answers& answers)
    {
        connect(&session, &ClassMapsSession::mapped, this, [&answers](int place, const HeatMap& map) {
            answers.places.push_back(place);
            answers.maps.push_back(map);
        });
        connect(&session, &ClassMapsSession::failed, this,
                [&answers](const Error& error) { answers.errors.push_back(error.code); });
    }

    Answers ask(const ClassMapsRequest& request)
    {
        ClassMapsSession session;
        Answers answers;
        listen(session, answers);
        session.compute(request, m_engine);
        [&] { QTRY_VERIFY(!session.isBusy()); }();
        return answers;
    }

    ClassMapsRequest request(int label)
    {
        const Result<Evaluation> evaluation = evaluateRun(recordSureRun(m_folder.path()));
        ClassMapsRequest request;
        request.run = evaluation ? evaluation->run : nullptr;
        request.step = 1;
        request.dataSet = makeStripesDataSet(3, 60, {2, 2, 1});
        request.dataSet.id = "abc";
        request.images = {400, 7, 12};
        request.classIndex = label;
        request.method = HeatMapMethod::LayerCam;
        return request;
    }

    TemporaryFolder m_folder;
    FakeComputeEngine m_engine;
};

SACCADE_TEST(tst_class_maps_session, TstClassMapsSession)
#include "tst_class_maps_session.moc"
