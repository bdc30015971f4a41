#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "engine/session/original_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// Samples of a folder that are larger than their thumbnails; only the first has its file.
DataSet folderOf(const std::filesystem::path& folder)
{
    DataSet set = makeStripesDataSet(2, 2, {8, 8, 3});
    std::vector<Sample> samples = *set.samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].name = "cat/" + std::to_string(i) + ".png";
        samples[i].width = samples[i].height = 300;
    }
    set.samples = std::make_shared<const std::vector<Sample>>(samples);
    set.source = folder.string();
    std::filesystem::create_directories(folder / "cat");
    std::ofstream(folder / "cat" / "0.png") << "x";
    return set;
}

} // namespace

/// The fake reader gives a 2 x 2 image of the length of the file's name.
class TstOriginalSession : public QObject
{
    Q_OBJECT

private slots:
    void aFileIsReadWhereItLies()
    {
        const DataSet set = folderOf(m_folder.path() / "images");
        m_session.read(set, 0);
        QVERIFY(m_found.wait());
        const auto image = m_found.takeFirst().at(0).value<OriginalImage>();
        QCOMPARE(image.index, 0);
        QCOMPARE(image.file.filename().string(), std::string("0.png"));
        QCOMPARE(image.whole->size.width, 2);
        QVERIFY(image.reduced == nullptr);
    }

    void whatHasNoFileComesFromItsSource()
    {
        const DataSet set = folderOf(m_folder.path() / "archive");
        m_session.read(set, 1);
        QVERIFY(m_found.wait());
        const auto image = m_found.takeFirst().at(0).value<OriginalImage>();
        QVERIFY(image.file.empty());
        QCOMPARE(int{image.whole->pixels[0]}, 9); // "cat/1.png"
    }

    void aThumbnailOfTheSameSizeIsTheOriginal()
    {
        DataSet set = folderOf(m_folder.path() / "small");
        std::vector<Sample> samples = *set.samples;
        samples[0].width = samples[0].height = 8;
        set.samples = std::make_shared<const std::vector<Sample>>(samples);
        m_session.read(set, 0);
        QVERIFY(m_found.wait());
        QVERIFY(m_found.takeFirst().at(0).value<OriginalImage>().whole == nullptr);
    }

    void whyThereIsNoneIsSaid()
    {
        EngineLoader bare;
        bare.adopt(nullptr, nullptr);
        OriginalSession session(bare);
        QSignalSpy failed(&session, &OriginalSession::failed);
        session.read(folderOf(m_folder.path() / "bare"), 0);
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).toInt(), 0);
        QVERIFY(failed.at(0).at(1).value<Error>().code == ErrorCode::EngineMissing);
    }

    void theNewestRequestAnswers()
    {
        const DataSet set = folderOf(m_folder.path() / "many");
        for (std::int32_t index : {0, 1, 2, 3}) {
            m_session.read(set, index);
        }
        QVERIFY(m_found.wait());
        QCOMPARE(m_found.takeFirst().at(0).value<OriginalImage>().index, 3);
        m_session.read(set, 2);
        m_session.cancel();
        m_session.read(set, 1);
        QVERIFY(m_found.wait());
        QCOMPARE(m_found.takeFirst().at(0).value<OriginalImage>().index, 1);
        QVERIFY(m_found.isEmpty());
    }

    void theSampleHasNoFiles()
    {
        DataSet set = makeStripesDataSet(2, 2, {8, 8, 3});
        set.source = "sample";
        QVERIFY(originalFileOf(set, 0).empty());
    }

private:
    TemporaryFolder m_folder;
    FakeImageReader m_reader;
    FakeComputeEngine m_engine;
    EngineLoader m_loader;
    OriginalSession m_session{m_loader};
    QSignalSpy m_found{&m_session, &OriginalSession::found};

private slots:
    void initTestCase() { m_loader.adopt(&m_reader, &m_engine); }
    void init() { m_found.clear(); }
};

SACCADE_TEST(tst_original_session, TstOriginalSession)
#include "tst_original_session.moc"
