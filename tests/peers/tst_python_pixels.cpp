#include <QDir>
#include <QTest>

#include "engine/base/atomic_file.h"
#include "engine/formats/python_module.h"
#include "engine/session/late_modules.h"
#include "tests/peers/python_peer.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Rule
{
    const char* name;
    ResizeRule rule;
};

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> all{{"squash", {{24, 32, 3}, ResizeMode::Squash}},
                                       {"pad", {{32, 32, 3}, ResizeMode::Pad}},
                                       {"crop", {{40, 24, 3}, ResizeMode::Crop}},
                                       {"grey", {{28, 28, 1}, ResizeMode::Pad}},
                                       {"large", {{64, 64, 3}, ResizeMode::Crop}}};
    return all;
}

Result<void> writeModule(const std::filesystem::path& folder, const Rule& rule)
{
    LinearLayer head;
    head.outFeatures = 2;
    PortableModel model;
    model.network.nodes = {
        {"input", InputLayer{rule.rule.size, {}}, {}}, {"pool", GlobalPoolLayer{}, {0}}, {"head", head, {1}}};
    model.classNames = {"a", "b"};
    model.resize = rule.rule.mode;
    const Result<std::string> text = pythonModule(model);
    return text ? writeFileAtomically(folder / (std::string(rule.name) + ".py"), std::string_view(*text))
                : Result<void>(text.error());
}

/// Three channels, as the peer writes them.
std::vector<std::uint8_t> asColour(const Image& image)
{
    if (image.size.channels == 3) {
        return image.pixels;
    }
    std::vector<std::uint8_t> pixels;
    for (const std::uint8_t value : image.pixels) {
        pixels.insert(pixels.end(), 3, value);
    }
    return pixels;
}

/// "" or where they differ first.
QString difference(const std::vector<std::uint8_t>& ours, const QString& path)
{
    const Result<std::vector<std::uint8_t>> theirs = readFile(path.toStdString(), std::size_t{1} << 24);
    if (!theirs || theirs->size() != ours.size()) {
        return QStringLiteral("%1 instead of %2 bytes").arg(theirs ? theirs->size() : 0).arg(ours.size());
    }
    std::size_t count = 0;
    std::size_t first = 0;
    for (std::size_t i = ours.size(); i > 0; --i) {
        if (ours[i - 1] != (*theirs)[i - 1]) {
            ++count;
            first = i - 1;
        }
    }
    return count == 0 ? QString()
                      : QStringLiteral("%1 of %2 samples differ, the first is %3, not %4")
                            .arg(count)
                            .arg(ours.size())
                            .arg((*theirs)[first])
                            .arg(ours[first]);
}

} // namespace

/// Image files of every kind: what preprocess() of an exported module makes of them is what the program makes of them.
class TstPythonPixels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyKindHasTheSamePixels();
};

void TstPythonPixels::initTestCase()
{
    if (peerPython().isEmpty()) {
        QSKIP("no PyTorch to compare with: tests/peers/install-torch fetches it");
    }
}

void TstPythonPixels::everyKindHasTheSamePixels()
{
    const Result<const ImageReader*> reader = loadImageReader();
    QVERIFY2(reader.hasValue(), reader ? "" : reader.error().detail.c_str());
    const TemporaryFolder images;
    const TemporaryFolder modules;
    QStringList arguments{peerPath(images.path())};
    for (const Rule& rule : rules()) {
        QVERIFY(writeModule(modules.path(), rule).hasValue());
        arguments += peerPath(modules.path() / (std::string(rule.name) + ".py"));
    }
    const PeerAnswer made = runPeer(QStringLiteral("make_images.py"), {peerPath(images.path())});
    QVERIFY2(made.isWell, made.errors.constData());
    const QStringList names = QDir(peerPath(images.path())).entryList(QDir::Files);
    const PeerAnswer read = runPeer(QStringLiteral("read_images.py"), arguments);
    QVERIFY2(read.isWell, read.errors.constData());
    QStringList findings;
    for (const QString& name : names) {
        const QString path = peerPath(images.path()) + QLatin1Char('/') + name;
        for (const Rule& rule : rules()) {
            const Result<ReadImage> image = (*reader)->read(path.toStdString(), rule.rule);
            const QString ending = QLatin1Char('.') + QString::fromLatin1(rule.name);
            const QString fault =
                image ? difference(image->input.pixels, path + ending) : QString::fromStdString(image.error().detail);
            findings += fault.isEmpty() ? QStringList() : QStringList(name + ending + QStringLiteral(": ") + fault);
        }
        const Result<ReadImage> whole = (*reader)->read(path.toStdString(), rules().front().rule);
        const QString fault =
            whole ? difference(asColour(whole->original), path + QStringLiteral(".decoded")) : QString();
        findings += fault.isEmpty() ? QStringList() : QStringList(name + QStringLiteral(": ") + fault);
    }
    for (const QString& finding : findings) { // a failure's message is cut
        qWarning("%s", qPrintable(finding));
    }
    QVERIFY(findings.isEmpty());
    qInfo("%d images, %d rules", static_cast<int>(names.size()), static_cast<int>(rules().size()));
}

SACCADE_TEST(tst_python_pixels, TstPythonPixels)
#include "tst_python_pixels.moc"
