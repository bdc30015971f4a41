#include <QSignalSpy>
#include <QTest>

#include "engine/session/run_model_loader.h"
#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Weights of a run whose best step is the first of three and the only one that it kept.
class TstRunModelLoader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Result<RunFolder> run = openRunFolder(recordSureRun(m_folder.path()));
        QVERIFY(run.hasValue());
        m_run = std::make_shared<const RunFolder>(std::move(run).value());
    }

    void bestWeightsAreFoundByTheirStep()
    {
        RunModelLoader loader;
        QSignalSpy loaded(&loader, &RunModelLoader::loaded);
        loader.loadAt(m_run, 1, "the run");
        QVERIFY(loader.isBusy());
        QVERIFY(loaded.wait());
        const auto model = loaded.at(0).at(0).value<Model>();
        QCOMPARE(model.title, std::string("the run"));
        QCOMPARE(model.tensors->at("answers.bias").values.size(), std::size_t{3});
        QCOMPARE(model.classNames.size(), std::size_t{3});
    }

    void otherStepsWereNotKept()
    {
        RunModelLoader loader;
        QSignalSpy failed(&loader, &RunModelLoader::failed);
        loader.loadAt(m_run, 2, "the run");
        QVERIFY(failed.wait());
        QVERIFY(failed.at(0).at(0).value<Error>().code == ErrorCode::FileNotFound);
    }

private:
    TemporaryFolder m_folder;
    std::shared_ptr<const RunFolder> m_run;
};

SACCADE_TEST(tst_run_model_loader, TstRunModelLoader)
#include "tst_run_model_loader.moc"
