#include <QTest>
#include <filesystem>
#include <fstream>
#include <opencv2/core/mat.hpp>
#include <opencv2/videoio.hpp>
#include <sys/stat.h>

#include "engine/base/random.h"
#include "engine/video/opencv_frame_opener.h"
#include "engine/video/video_header.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int kWidth = 64;
constexpr int kHeight = 48;
constexpr int kFrames = 20;
constexpr double kRate = 10;

/// Frame i is red of value 10 i + 20, with a green left half.
void writeVideo(const std::filesystem::path& file, int frames = kFrames)
{
    cv::VideoWriter writer(file.string(), cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), kRate,
                           {kWidth, kHeight});
    if (!writer.isOpened()) {
        qFatal("no video can be written");
    }
    for (int i = 0; i < frames; ++i) {
        cv::Mat frame(kHeight, kWidth, CV_8UC3, cv::Scalar(0, 0, 10 * i + 20));
        frame.colRange(0, kWidth / 2).setTo(cv::Scalar(0, 200, 0));
        writer.write(frame);
    }
}

Bytes readBytes(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::filesystem::path writeBytes(const std::filesystem::path& file, const Bytes& bytes)
{
    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return file;
}

Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

/// How many frames come before the end, or the error.
Result<int> countFrames(const std::filesystem::path& file)
{
    const Result<std::unique_ptr<FrameSource>> source = OpenCvFrameOpener().openVideo(file);
    if (!source) {
        return source.error();
    }
    for (int count = 0;; ++count) {
        const Result<std::optional<Frame>> frame = (*source)->next({});
        if (!frame) {
            return frame.error();
        }
        if (!*frame) {
            return count;
        }
    }
}

} // namespace

Q_DECLARE_METATYPE(Bytes)

/// Video files, read to their end; and files that are none.
class TstVideoFrames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { writeVideo(video()); }

    void framesComeBackInOrder()
    {
        const Result<std::unique_ptr<FrameSource>> source = OpenCvFrameOpener().openVideo(video());
        QVERIFY(source.hasValue());
        const FrameFacts facts = (*source)->facts();
        QCOMPARE(facts.width, kWidth);
        QCOMPARE(facts.height, kHeight);
        QCOMPARE(facts.framesPerSecond, kRate);
        QCOMPARE(facts.seconds, kFrames / kRate);
        for (int i = 0; i < kFrames; ++i) {
            const Result<std::optional<Frame>> frame = (*source)->next({});
            QVERIFY(frame.hasValue() && frame->has_value());
            const Image& image = (*frame)->image;
            QCOMPARE(image.size, (ImageSize{kHeight, kWidth, 3}));
            const std::uint8_t* right = image.pixels.data() + 3 * (kWidth - 5);
            QVERIFY2(std::abs(right[0] - (10 * i + 20)) < 6, qPrintable(QString::number(right[0]))); // red is first
            QVERIFY(right[1] < 12);
            QVERIFY(image.pixels[3 * 5 + 1] > 180);
            QVERIFY2(std::abs((*frame)->seconds - i / kRate) < 1e-6, qPrintable(QString::number((*frame)->seconds)));
            QVERIFY((*frame)->decodeMs > 0);
        }
        for (int i = 0; i < 2; ++i) { // the end stays the end
            const Result<std::optional<Frame>> end = (*source)->next({});
            QVERIFY(end.hasValue() && !end->has_value());
        }
    }

    void aStopIsHeard()
    {
        const Result<std::unique_ptr<FrameSource>> source = OpenCvFrameOpener().openVideo(video());
        std::stop_source stop;
        stop.request_stop();
        const Result<std::optional<Frame>> frame = (*source)->next(stop.get_token());
        QVERIFY(!frame && frame.error().code == ErrorCode::Cancelled);
    }

    void filesThatAreNoVideo_data()
    {
        QTest::addColumn<Bytes>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const Bytes& bytes, ErrorCode code) {
            QTest::newRow(name) << bytes << static_cast<int>(code);
        };
        row("empty", {}, ErrorCode::NotAVideo);
        row("text", bytesOf("This is a letter, and no video."), ErrorCode::NotAVideo);
        row("play list", bytesOf("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n"),
            ErrorCode::NotAVideo);
        row("script of other files", bytesOf("ffconcat version 1.0\nfile '/etc/passwd'\n"), ErrorCode::NotAVideo);
        row("picture", bytesOf("\x89PNG\r\n\x1a\n"), ErrorCode::NotAVideo);
        row("sound", bytesOf("RIFF....WAVEfmt "), ErrorCode::NotAVideo);
        row("one byte of a transport stream", bytesOf("Great weather, no video."), ErrorCode::NotAVideo);
        row("head of an AVI alone", bytesOf(std::string_view("RIFF\0\0\0\0AVI ", 12)), ErrorCode::VideoDamaged);
        row("head of an MP4 alone",
            bytesOf(std::string_view("\0\0\0\x18"
                                     "ftypisom",
                                     12)),
            ErrorCode::VideoDamaged);
    }

    void filesThatAreNoVideo()
    {
        QFETCH(Bytes, bytes);
        QFETCH(int, code);
        const Result<int> count = countFrames(writeBytes(m_folder.path() / "named.avi", bytes));
        QVERIFY(!count);
        QCOMPARE(errorCodeName(count.error().code), errorCodeName(static_cast<ErrorCode>(code)));
        QCOMPARE(count.error().path, m_folder.path() / "named.avi");
    }

    void pathsThatAreNoFile()
    {
        const Result<int> nothing = countFrames(m_folder.path() / "nothing.avi");
        QVERIFY(!nothing && nothing.error().code == ErrorCode::FileNotFound);
        const Result<int> folder = countFrames(m_folder.path());
        QVERIFY(!folder && folder.error().code == ErrorCode::FileUnreadable);
        const std::filesystem::path pipe = m_folder.path() / "pipe.avi";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const Result<int> waiting = countFrames(pipe); // must not wait for the other end
        QVERIFY(!waiting && waiting.error().code == ErrorCode::FileUnreadable);
        const Result<int> address = countFrames("http://localhost/video.avi"); // is the name of a file
        QVERIFY(!address && address.error().code == ErrorCode::FileNotFound);
    }

    void aCutVideoEndsEarly()
    {
        const Bytes whole = readBytes(video());
        int before = kFrames;
        for (const double share : {0.9, 0.5, 0.3}) {
            Bytes cut = whole;
            cut.resize(static_cast<std::size_t>(share * static_cast<double>(whole.size())));
            const Result<int> count = countFrames(writeBytes(m_folder.path() / "cut.avi", cut));
            QVERIFY2(count.hasValue(), qPrintable(QString::number(share)));
            QVERIFY(*count > 0 && *count < before);
            before = *count;
        }
        Bytes head = whole;
        head.resize(64);
        const Result<int> none = countFrames(writeBytes(m_folder.path() / "cut.avi", head));
        QVERIFY(!none && none.error().code == ErrorCode::VideoDamaged);
    }

    void changedBytesNeverCrash()
    {
        const Bytes whole = readBytes(video());
        RandomStream random(5, "changed bytes");
        for (int round = 0; round < 60; ++round) {
            Bytes changed = whole;
            for (int i = 0; i < 20; ++i) {
                // Mostly in the headers, where numbers are.
                const std::size_t most = i % 2 == 0 ? 400 : changed.size();
                const auto at = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(most) - 1));
                changed[at] = static_cast<std::uint8_t>(random.integer(0, 255));
            }
            const Result<int> count = countFrames(writeBytes(m_folder.path() / "changed.avi", changed));
            QVERIFY(count.hasValue() || count.error().code != ErrorCode::Internal);
        }
    }

    void headersAreTold()
    {
        const Bytes whole = readBytes(video());
        QVERIFY(isVideoHeader(whole));
        for (std::size_t size = 0; size < 12; ++size) {
            QVERIFY(!isVideoHeader(std::span(whole).first(size)));
        }
        Bytes stream(3 * 188, 0);
        stream[0] = stream[188] = stream[2 * 188] = 0x47;
        QVERIFY(isVideoHeader(stream));
        stream[188] = 0;
        QVERIFY(!isVideoHeader(stream));
        QVERIFY(isVideoHeader(bytesOf("\x1A\x45\xDF\xA3 webm")));
        QVERIFY(isVideoHeader(bytesOf("OggS")));
    }

private:
    [[nodiscard]] std::filesystem::path video() const { return m_folder.path() / "small.avi"; }

    TemporaryFolder m_folder;
};

SACCADE_TEST(tst_video_frames, TstVideoFrames)
#include "tst_video_frames.moc"
