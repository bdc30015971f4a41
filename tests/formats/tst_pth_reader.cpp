#include "engine/formats/pth_reader.h"

#include <QTest>
#include <algorithm>

#include "engine/base/random.h"
#include "engine/formats/pt_writer.h"
#include "tests/formats/pickle_bytes.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
using namespace std::string_literals;
using pickled::dict;
using pickled::joined;
using pickled::storage;
using pickled::tensor;
using pickled::torchZip;
using pickled::whole;

namespace {

Result<PthFile> golden(const QString& container, const char* name)
{
    const QString path =
        QStringLiteral(SACCADE_SOURCE_DIR "/tests/formats/goldens/%1_%2.pth").arg(container, QString::fromLatin1(name));
    return loadPth(path.toStdString());
}

/// As make_pth_goldens.py: -1, -0.75, ...
HostTensor values(std::vector<std::int64_t> shape, std::size_t count)
{
    HostTensor tensor{std::move(shape), {}};
    for (std::size_t i = 0; i < count; ++i) {
        tensor.values.push_back(static_cast<float>(i) / 4 - 1);
    }
    return tensor;
}

std::string entry(const std::string& body)
{
    return whole(dict({{"w", body}}));
}

std::string fault(const Result<PthFile>& read)
{
    return read ? std::string() : read.error().detail;
}

} // namespace

class TstPthReader : public QObject
{
    Q_OBJECT

private slots:
    void goldens_data();
    void goldens();
    void expandedIsRefused();
    void refusedZips_data();
    void refusedZips();
    void sharedStoragesAreClonedWithinReason();
    void legacyIsRefused_data();
    void legacyIsRefused();
    void everyPrefixIsRefused();
    void flippedBytesNeverCrash();
    void wrongChecksumIsAWarning();
    void ourOwnFileComesBack();
    void unreadableIsNamed();
};

void TstPthReader::goldens_data()
{
    QTest::addColumn<QString>("container");
    QTest::newRow("zip") << QStringLiteral("zip");
    QTest::newRow("legacy") << QStringLiteral("legacy");
}

void TstPthReader::goldens()
{
    QFETCH(QString, container);
    QCOMPARE(fault(golden(container, "dict")), std::string());
    QVERIFY((golden(container, "dict")->tensors ==
             NamedTensors{{"a", values({2, 3}, 6)}, {"b", values({}, 1)}, {"empty", values({0, 4}, 0)}}));
    const Result<PthFile> module = golden(container, "module");
    QVERIFY((module->tensors == NamedTensors{{"0.weight", values({2, 1, 2, 2}, 8)},
                                             {"1.bias", values({2}, 2)},
                                             {"1.running_mean", values({2}, 2)},
                                             {"1.running_var", values({2}, 2)},
                                             {"1.weight", values({2}, 2)}}));
    QCOMPARE(module->leftOut, std::vector<std::string>{"1.num_batches_tracked"});
    QVERIFY(module->warnings.empty());
    const Result<PthFile> types = golden(container, "types");
    QVERIFY((types->tensors ==
             NamedTensors{{"bfloat16", values({3}, 3)}, {"float16", values({3}, 3)}, {"float64", values({3}, 3)}}));
    QCOMPARE(types->leftOut, (std::vector<std::string>{"int64", "int32", "int16", "int8", "uint8", "bool"}));
    QVERIFY((golden(container, "checkpoint")->tensors == NamedTensors{{"x", values({2}, 2)}, {"y", values({2}, 2)}}));
    QVERIFY((golden(container, "parameter")->tensors == NamedTensors{{"w", values({2, 2}, 4)}}));
    // Element (r, c) of the base is (6 r + c) / 4 - 1.
    const Result<PthFile> views = golden(container, "views");
    QVERIFY(views->tensors.at("same") == values({4, 6}, 24));
    QCOMPARE(views->tensors.at("part").values, (std::vector<float>{1, 1.25F, 1.5F, 2.5F, 2.75F, 3}));
    QCOMPARE(views->tensors.at("strided").values, (std::vector<float>{-0.75F, 0.5F, 1.75F, 3, 4.25F}));
    QCOMPARE(views->tensors.at("transposed").shape, (std::vector<std::int64_t>{6, 4}));
    QCOMPARE(views->tensors.at("transposed").values[1], 0.5F);
    QCOMPARE(views->tensors.at("transposed").values[4], -0.75F);
}

void TstPthReader::expandedIsRefused()
{
    QVERIFY(fault(golden(QStringLiteral("zip"), "expanded")).find("more elements than its storage") !=
            std::string::npos);
}

void TstPthReader::refusedZips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const std::string& pickle, const std::vector<std::size_t>& storages,
                        const char* rule) {
        const std::vector<std::uint8_t> zip = torchZip(pickle, storages);
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(zip.data()), static_cast<int>(zip.size()))
                            << QByteArray(rule);
    };
    const std::string four = storage("FloatStorage", "0", 4);
    row("os.system", whole(joined({"cposix\nsystem\n", pickled::tuple({pickled::text("true")}), "R"})), {},
        "posix.system");
    row("storage too short", entry(tensor(four, 0, {4}, {1})), {15}, "another length than announced");
    row("storage too long", entry(tensor(four, 0, {4}, {1})), {20}, "another length than announced");
    row("no storage", entry(tensor(four, 0, {4}, {1})), {}, "storage 0 is missing");
    row("view beyond", entry(tensor(four, 1, {4}, {1})), {16}, "leaves its storage");
    row("stride beyond", entry(tensor(four, 0, {2}, {4})), {16}, "leaves its storage");
    row("sizes overflow", entry(tensor(four, 0, {2147483647, 2147483647, 2147483647}, {1, 1, 1})), {16},
        "leaves its storage");
    row("strides overflow", entry(tensor(four, 0, std::vector(8, 2147483647), std::vector(8, 2147483647))), {16},
        "leaves its storage");
    row("empty beyond", entry(tensor(four, 5, {0}, {1})), {16}, "leaves its storage");
    row("negative stride", entry(tensor(four, 3, {2}, {-1})), {16}, "negative size or stride");
    row("negative size", entry(tensor(four, 0, {-1}, {1})), {16}, "negative size or stride");
    row("negative offset", entry(tensor(four, -1, {1}, {1})), {16}, "other arguments");
    row("negative count", entry(tensor(storage("FloatStorage", "0", -4), 0, {1}, {1})), {16}, "no storage");
    row("stride of nothing", entry(tensor(four, 0, {1000000}, {0})), {16}, "more elements than its storage");
    row("rank 9", entry(tensor(four, 0, std::vector(9, 1), std::vector(9, 1))), {16}, "at most 8");
    row("sizes and strides", entry(tensor(four, 0, {2, 2}, {1})), {16}, "more sizes than strides");
    row("two types",
        whole(dict({{"a", tensor(four, 0, {1}, {1})}, {"b", tensor(storage("IntStorage", "0", 4), 0, {1}, {1})}})),
        {16}, "of two types");
    row("name twice", whole(dict({{"w", tensor(four, 0, {1}, {1})}, {"w", tensor(four, 0, {1}, {1})}})), {16},
        "w: twice");
    row("no text as key", whole(joined({"}", pickled::number(1), tensor(four, 0, {1}, {1}), "s"})), {16}, "no text");
    row("name no UTF-8", whole(dict({{"\xff", tensor(four, 0, {1}, {1})}})), {16}, "no UTF-8");
    row("no dictionary", whole(tensor(four, 0, {1}, {1})), {16}, "no dictionary");
    row("nothing in it", whole("}"), {}, "holds no arrays");
    row("itself",
        whole(joined({"}q\0"s, dict({{"w", pickled::number(1)}}).substr(1), pickled::text("state_dict"), "h\0s"s})), {},
        "holds no arrays");
}

void TstPthReader::refusedZips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, rule);
    const Result<PthFile> read = decodePth(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    QVERIFY(!read.hasValue());
    QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
    QVERIFY2(QByteArray::fromStdString(read.error().detail).contains(rule), read.error().detail.c_str());
}

void TstPthReader::sharedStoragesAreClonedWithinReason()
{
    const std::string four = storage("FloatStorage", "0", 1000);
    std::vector<std::pair<std::string, std::string>> items{{"a", tensor(four, 0, {1000}, {1})},
                                                           {"b", tensor(four, 0, {30, 30}, {2, 30})}};
    QCOMPARE(decodePth(torchZip(whole(dict(items)), {4000}))->tensors.size(), std::size_t{2});
    for (int i = 0; i < 2000; ++i) {
        items.emplace_back(std::to_string(i), "h\1"s); // each a copy of the thousand, in eight bytes
    }
    const std::string first = dict({items[0]});
    items.erase(items.begin(), items.begin() + 2);
    const std::string many = joined({first.substr(0, first.size() - 1), "q\1", dict(items).substr(2)});
    QVERIFY(fault(decodePth(torchZip(whole(many), {4000}))).find("more values than the file") != std::string::npos);
}

void TstPthReader::legacyIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const std::string& file, const char* rule) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(rule);
    };
    const std::string magic = whole("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19");
    const std::string start = magic + whole("M\xe9\x03"s);
    const std::string system = whole(joined({"}", pickled::text("little_endian"), "\x88s"}));
    const std::string object = entry(tensor(storage("FloatStorage", "k", 2), 0, {2}, {1}));
    const std::string keys = whole(joined({"]", pickled::text("k"), "a"}));
    const std::string count = "\2\0\0\0\0\0\0\0"s;
    const std::string good = start + system + object + keys + count + std::string(8, '\0');
    QVERIFY(decodePth(pickled::bytes(good)).hasValue());
    row("no magic", whole("K\1") + good, "no mark");
    row("protocol", magic + whole("K\1"), "protocol");
    row("big-endian", start + whole(joined({"}", pickled::text("little_endian"), "\x89s"})), "little-endian");
    row("no system", start + whole("]"), "little-endian");
    row("cut storage", good.substr(0, good.size() - 1), "ends behind the file");
    row("count lies", start + system + object + keys + "\3\0\0\0\0\0\0\0"s + std::string(8, '\0'), "behind the file");
    row("count overflows", start + system + object + keys + std::string(8, '\xff') + std::string(8, '\0'),
        "behind the file");
    row("shorter than announced", start + system + object + keys + "\1\0\0\0\0\0\0\0"s + std::string(4, '\0'),
        "another length than announced");
    row("more behind", good + "x", "bytes behind");
    row("keys no list", start + system + object + whole("}"), "no list");
    row("unknown key", start + system + object + whole(joined({"]", pickled::text("l"), "a"})), "no array uses");
    row("key twice",
        start + system + object + whole(joined({"](", pickled::text("k"), pickled::text("k"), "e"})) + count +
            std::string(8, '\0') + count + std::string(8, '\0'),
        "twice in the list");
    row("view beyond",
        start + system +
            entry(
                tensor(pickled::tuple({pickled::text("storage"), "ctorch\nFloatStorage\n", pickled::text("k"),
                                       pickled::text("cpu"), pickled::number(2),
                                       pickled::tuple({pickled::text("v"), pickled::number(1), pickled::number(2)})}) +
                           "Q",
                       0, {1}, {1})),
        "view that leaves");
}

void TstPthReader::legacyIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, rule);
    const Result<PthFile> read = decodePth(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    QVERIFY(!read.hasValue());
    QVERIFY2(QByteArray::fromStdString(read.error().detail).contains(rule), read.error().detail.c_str());
}

void TstPthReader::everyPrefixIsRefused()
{
    const std::vector<std::uint8_t> zip = *encodePt({{"a", values({2, 3}, 6)}});
    for (std::size_t length = 0; length < zip.size(); ++length) {
        const auto end = zip.begin() + static_cast<std::ptrdiff_t>(length);
        QVERIFY2(!decodePth(std::vector<std::uint8_t>(zip.begin(), end)).hasValue(), std::to_string(length).c_str());
    }
}

void TstPthReader::flippedBytesNeverCrash()
{
    const std::vector<std::uint8_t> whole = *encodePt({{"a", values({2, 3}, 6)}, {"b", values({}, 1)}});
    RandomStream random(1, "flips");
    int refused = 0;
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::uint8_t> bytes = whole;
        for (int k = 0; k < 3; ++k) {
            bytes[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(bytes.size()) - 1))] =
                static_cast<std::uint8_t>(random.integer(0, 255));
        }
        refused += decodePth(bytes) ? 0 : 1;
    }
    QVERIFY(refused > 1000);
}

void TstPthReader::wrongChecksumIsAWarning()
{
    std::vector<std::uint8_t> zip = *encodePt({{"a", values({2}, 2)}});
    const std::vector<std::uint8_t> one{0, 0, 0x80, 0xbf, 0, 0, 0x40, 0xbf}; // -1, -0.75
    const auto at = std::search(zip.begin(), zip.end(), one.begin(), one.end());
    QVERIFY(at != zip.end());
    *(at + 3) = 0x3f;
    const Result<PthFile> read = decodePth(zip);
    QCOMPARE(read->warnings, std::vector<std::string>{"archive/data/0"});
    QCOMPARE(read->tensors.at("a").values.front(), 1.F);
}

void TstPthReader::ourOwnFileComesBack()
{
    const NamedTensors tensors{{"a", values({2, 3}, 6)},
                               {"b", values({}, 1)},
                               {"empty", values({0, 4}, 0)},
                               {"layer1.0.conv1.weight", values({2, 1, 3, 3}, 18)}};
    const TemporaryFolder folder;
    QVERIFY(savePt(folder.path() / "x.pt", tensors).hasValue());
    const Result<PthFile> read = loadPth(folder.path() / "x.pt");
    QCOMPARE(fault(read), std::string());
    QVERIFY((*read == PthFile{tensors, {}, {}}));
    QVERIFY(!encodePt({{"a", HostTensor{{3}, {1}}}}).hasValue());
    QVERIFY(!encodePt({{"a", HostTensor{{-1}, {}}}}).hasValue());
    QVERIFY(!encodePt({{"\xff", HostTensor{{1}, {1}}}}).hasValue());
}

void TstPthReader::unreadableIsNamed()
{
    const TemporaryFolder folder;
    QCOMPARE(loadPth(folder.path() / "none.pth").error().code, ErrorCode::FileNotFound);
    QVERIFY(fault(decodePth({})).find("cut off") != std::string::npos);
    const std::string other = "PK\x03\x04 no zip";
    QVERIFY(fault(decodePth(pickled::bytes(other))).find("no end record") != std::string::npos);
}

SACCADE_TEST(tst_pth_reader, TstPthReader)
#include "tst_pth_reader.moc"
