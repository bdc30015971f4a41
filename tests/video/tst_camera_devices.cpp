#include <QTest>
#include <fstream>
#include <sys/stat.h>

#include "engine/video/camera_devices.h"
#include "engine/video/opencv_frame_opener.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Which devices are cameras. Real ones are not needed.
class TstCameraDevices : public QObject
{
    Q_OBJECT

private slots:
    void whatOnlyHasTheNameIsNoCamera()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "video0") << "not a device";
        std::filesystem::create_directory(folder.path() / "video1");
        std::filesystem::create_symlink("/dev/null", folder.path() / "video2"); // a device, but no camera
        std::ofstream(folder.path() / "video") << "no number";
        std::ofstream(folder.path() / "video99999999999999999999") << "no number either";
        QCOMPARE(::mkfifo((folder.path() / "video3").c_str(), 0600), 0); // must not wait for the other end
        QCOMPARE(findCameraDevices(folder.path()).size(), std::size_t{0});
        QCOMPARE(findCameraDevices(folder.path() / "nowhere").size(), std::size_t{0});
    }

    void whatIsNotThereCannotBeOpened_data()
    {
        QTest::addColumn<QString>("device");
        QTest::newRow("nothing") << "/dev/video987";
        QTest::newRow("another device") << "/dev/null";
        QTest::newRow("a folder") << "/dev";
        QTest::newRow("an address") << "rtsp://localhost/camera";
        QTest::newRow("no name") << "";
    }

    void whatIsNotThereCannotBeOpened()
    {
        QFETCH(QString, device);
        const auto source = OpenCvFrameOpener().openCamera(device.toStdString());
        QVERIFY(!source);
        QVERIFY(source.error().code == ErrorCode::CameraMissing);
        QCOMPARE(source.error().path, std::filesystem::path(device.toStdString()));
    }

    void camerasOfThisComputerGivePictures()
    {
        const OpenCvFrameOpener opener;
        const std::vector<Camera> cameras = opener.findCameras();
        if (cameras.empty()) {
            QSKIP("this computer has no camera");
        }
        for (const Camera& camera : cameras) {
            QVERIFY(!camera.name.empty());
            const auto source = opener.openCamera(camera.device);
            if (!source && source.error().code == ErrorCode::CameraBusy) {
                continue;
            }
            QVERIFY2(source.hasValue(), camera.device.c_str());
            double before = -1;
            for (int i = 0; i < 3; ++i) {
                const Result<std::optional<Frame>> frame = (*source)->next({});
                QVERIFY(frame.hasValue() && frame->has_value());
                QCOMPARE((*frame)->image.size.channels, 3);
                QVERIFY((*frame)->seconds > before);
                before = (*frame)->seconds;
            }
        }
    }
};

SACCADE_TEST(tst_camera_devices, TstCameraDevices)
#include "tst_camera_devices.moc"
