#include "engine/formats/safetensors.h"

#include <QTest>
#include <cstring>

#include "engine/base/random.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::vector<std::uint8_t> fileOf(const std::string& header, const std::vector<std::uint8_t>& data)
{
    std::string text(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(text.data(), &length, text.size());
    text += header;
    text.append(data.begin(), data.end());
    return {text.begin(), text.end()};
}

TensorFile exampleFile()
{
    TensorFile file;
    file.tensors["conv.weight"] = {{2, 1, 2}, {1.5F, -2.F, 0.25F, 3e-38F}};
    file.tensors["empty"] = {{0, 3}, {}};
    file.tensors["one"] = {{}, {7.F}};
    file.integers["labels"] = {0, -1, 2147483647};
    file.metadata = {{"format", "pt"}, {"classes", "[\"a\",\"b\"]"}};
    return file;
}

} // namespace

class TstSafetensors : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip();
    void goldenBytes();
    void trailingSpacesAndScalars();
    void refused_data();
    void refused();
    void tooManyArrays();
    void everyPrefixIsRefused();
    void flippedBytesNeverCrash();
    void loadNamesTheFile();
};

void TstSafetensors::roundTrip()
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "weights.safetensors";
    QVERIFY(saveSafetensors(path, exampleFile()).hasValue());
    const Result<TensorFile> read = loadSafetensors(path);
    QVERIFY(read.hasValue());
    QVERIFY(*read == exampleFile());
}

void TstSafetensors::goldenBytes()
{
    TensorFile file;
    file.tensors["w"] = {{2}, {1.F, -2.F}};
    file.integers["i"] = {258};
    // Written by hand: 'i' comes first, 1.0F is 3f800000, -2.0F is c0000000, all little-endian.
    const std::string header = "{\"i\":{\"data_offsets\":[0,4],\"dtype\":\"I32\",\"shape\":[1]},"
                               "\"w\":{\"data_offsets\":[4,12],\"dtype\":\"F32\",\"shape\":[2]}}";
    const std::size_t padding = (8 - header.size() % 8) % 8;
    const auto golden = fileOf(header + std::string(padding, ' '), {2, 1, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0});
    QVERIFY(encodeSafetensors(file) == golden);
    QVERIFY(*decodeSafetensors(golden) == file);
}

void TstSafetensors::trailingSpacesAndScalars()
{
    const auto bytes = fileOf("{\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}   ", {0, 0, 0, 0x40});
    const Result<TensorFile> read = decodeSafetensors(bytes);
    QVERIFY(read.hasValue());
    QCOMPARE(read->tensors.at("s").values.at(0), 2.F);
    QVERIFY(decodeSafetensors(fileOf("{}", {})).hasValue());
}

void TstSafetensors::refused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const char* header, int bytes, const char* rule) {
        QTest::newRow(name) << QByteArray(header) << bytes << QByteArray(rule);
    };
    row("no object", "[1]", 0, "does not begin");
    row("leading space", " {}", 0, "does not begin");
    row("empty header", "", 0, "does not begin");
    row("not JSON", "{\"a\"", 0, "not JSON");
    row("not UTF-8", "{\"\xff\":1}", 0, "not JSON");
    row("behind the object", "{}x", 0, "not JSON");
    row("duplicate array",
        R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
        4, "duplicate key a");
    row("duplicate inner key", R"({"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 4,
        "duplicate key dtype");
    row("too deep", R"({"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}})", 4, "nested");
    row("metadata number", R"({"__metadata__":{"a":1}})", 0, "must be a text");
    row("metadata list", R"({"__metadata__":[]})", 0, "must be an object");
    row("array is text", R"({"a":"F32"})", 0, "must hold");
    row("extra member", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", 4, "must hold");
    row("no dtype", R"({"a":{"type":"F32","shape":[1],"data_offsets":[0,4]}})", 4, "dtype is missing");
    row("unknown dtype", R"({"a":{"dtype":"F8","shape":[1],"data_offsets":[0,4]}})", 4, "unknown dtype F8");
    row("other dtype", R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}})", 8, "F64 is not read");
    row("no shape", R"({"a":{"dtype":"F32","shap":[1],"data_offsets":[0,4]}})", 4, "shape is missing");
    row("negative side", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "no count");
    row("fractional side", R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})", 4, "no count");
    row("huge side", R"({"a":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,4]}})", 4, "no count");
    row("product overflows", R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}})", 4,
        "too large");
    row("rank 9", R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4, "rank above");
    row("integer matrix", R"({"a":{"dtype":"I32","shape":[1,1],"data_offsets":[0,4]}})", 4, "other than 1");
    row("no offsets", R"({"a":{"dtype":"F32","shape":[1],"offsets":[0,4]}})", 4, "data_offsets is missing");
    row("one offset", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "data_offsets is missing");
    row("offsets turned", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "outside");
    row("beyond the data", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 0, "outside");
    row("shape and offsets", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4, "do not fit");
    row("hole", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8, "hole");
    row("overlap",
        R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
        8, "overlaps");
    row("bytes behind", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 5, "behind the last");
}

void TstSafetensors::refused()
{
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    QFETCH(QByteArray, rule);
    const std::vector<std::uint8_t> data(static_cast<std::size_t>(dataBytes));
    const Result<TensorFile> read = decodeSafetensors(fileOf(header.toStdString(), data));
    QVERIFY(!read.hasValue());
    QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
    QVERIFY2(QByteArray::fromStdString(read.error().detail).contains(rule), read.error().detail.c_str());
}

void TstSafetensors::tooManyArrays()
{
    std::string header = "{";
    for (int i = 0; i <= 100'000; ++i) {
        header.append("\"").append(std::to_string(i));
        header.append(R"(":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},)");
    }
    header.back() = '}';
    const Result<TensorFile> read = decodeSafetensors(fileOf(header, {}));
    QVERIFY(!read.hasValue());
    QCOMPARE(read.error().detail, std::string("more than 100000 arrays"));
    std::vector<std::uint8_t> lie = fileOf("{}", {});
    lie[3] = 2; // 32 MiB
    QCOMPARE(decodeSafetensors(lie).error().detail, std::string("header above 16 MiB"));
}

void TstSafetensors::everyPrefixIsRefused()
{
    const std::vector<std::uint8_t> whole = encodeSafetensors(exampleFile());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::vector<std::uint8_t> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        QVERIFY2(!decodeSafetensors(part).hasValue(), std::to_string(length).c_str());
    }
}

void TstSafetensors::flippedBytesNeverCrash()
{
    const std::vector<std::uint8_t> whole = encodeSafetensors(exampleFile());
    RandomStream random(1, "flips");
    int refusedCount = 0;
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::uint8_t> bytes = whole;
        for (int k = 0; k < 3; ++k) {
            bytes[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(bytes.size()) - 1))] =
                static_cast<std::uint8_t>(random.integer(0, 255));
        }
        const Result<TensorFile> read = decodeSafetensors(bytes);
        refusedCount += read.hasValue() ? 0 : 1;
    }
    QVERIFY(refusedCount > 3000); // most bytes are header
}

void TstSafetensors::loadNamesTheFile()
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "absent.safetensors";
    const Result<TensorFile> read = loadSafetensors(path);
    QVERIFY(!read.hasValue());
    QCOMPARE(read.error().code, ErrorCode::FileNotFound);
    QCOMPARE(read.error().path, path);
}

SACCADE_TEST(tst_safetensors, TstSafetensors)
#include "tst_safetensors.moc"
