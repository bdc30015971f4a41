#include <QTest>
#include <fstream>

#include "engine/runs/kept_predictions.h"
#include "engine/session/picture_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Fixture
{
    Fixture()
    {
        QObject::connect(&session, &PictureSession::opened,
                         [this](const OpenedPicture& picture) { opened.push_back(picture); });
        QObject::connect(&session, &PictureSession::failed,
                         [this](std::uint64_t id, const Error& error) { failed.emplace_back(id, error); });
    }

    FakeImageReader reader;
    FakeComputeEngine engine;
    EngineLoader loader;
    PictureSession session{loader};
    std::vector<OpenedPicture> opened;
    std::vector<std::pair<std::uint64_t, Error>> failed;
};

} // namespace

/// The newest request answers, with its file's time.
class TstPictureSession : public QObject
{
    Q_OBJECT

private slots:
    void thePictureAndItsInput()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "1234.png") << "x";
        f.session.open(7, folder.path() / "1234.png", {{5, 6, 3}, ResizeMode::Crop});
        QTRY_COMPARE(f.opened.size(), std::size_t{1});
        QCOMPARE(f.opened[0].id, std::uint64_t{7});
        QCOMPARE(f.opened[0].originalSize, (ImageSize{2, 2, 1}));
        QCOMPARE(f.opened[0].image.input.size, (ImageSize{5, 6, 3}));
        QCOMPARE(int(f.opened[0].image.input.pixels[0]), 10); // 8 letters, plus 2 for a crop
        QCOMPARE(f.opened[0].fileTime, lastChangeOf(folder.path() / "1234.png"));
        QVERIFY(f.opened[0].fileTime != 0);
    }

    void theNewestRequestIsAnswered()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        for (std::uint64_t id = 1; id <= 9; ++id) {
            f.session.open(id, "/photos/a.png", {{4, 4, 3}});
        }
        f.session.open(10, "/photos/missing.png", {{4, 4, 3}});
        QTRY_COMPARE(f.failed.size(), std::size_t{1});
        QCOMPARE(f.failed[0].first, std::uint64_t{10});
        QCOMPARE(f.failed[0].second.code, ErrorCode::FileNotFound);
        QVERIFY(f.opened.empty());
    }

    void withoutADecoderNothingFollows()
    {
        Fixture f;
        f.session.open(1, "/photos/a.png", {{4, 4, 3}});
        f.loader.adopt(&f.reader, &f.engine);
        f.session.open(2, "/photos/a.png", {{4, 4, 3}});
        QTRY_COMPARE(f.opened.size(), std::size_t{1});
        QCOMPARE(f.opened[0].id, std::uint64_t{2});
    }
};

SACCADE_TEST(tst_picture_session, TstPictureSession)
#include "tst_picture_session.moc"
