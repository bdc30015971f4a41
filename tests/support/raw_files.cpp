#include "tests/support/raw_files.h"

#include <fstream>

#include <zlib.h>

namespace {

void append(RawBytes& bytes, std::uint32_t number)
{
    for (const int shift : {24, 16, 8, 0}) {
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    }
}

void appendPixels(RawBytes& bytes, std::size_t image, std::size_t count)
{
    for (std::size_t position = 0; position < count; ++position) {
        bytes.push_back(static_cast<std::uint8_t>((image + position) % 251));
    }
}

} // namespace

RawBytes idxHeader(std::uint32_t magic, const std::vector<std::uint32_t>& dimensions)
{
    RawBytes bytes;
    append(bytes, magic);
    for (const std::uint32_t dimension : dimensions) {
        append(bytes, dimension);
    }
    return bytes;
}

RawBytes idxImages(std::uint32_t count, std::uint32_t rows, std::uint32_t columns)
{
    RawBytes bytes = idxHeader(2051, {count, rows, columns});
    for (std::uint32_t i = 0; i < count; ++i) {
        appendPixels(bytes, i, std::size_t{rows} * columns);
    }
    return bytes;
}

RawBytes idxLabels(const RawBytes& labels)
{
    RawBytes bytes = idxHeader(2049, {static_cast<std::uint32_t>(labels.size())});
    bytes.insert(bytes.end(), labels.begin(), labels.end());
    return bytes;
}

RawBytes cifarTen(const RawBytes& labels)
{
    RawBytes bytes;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        bytes.push_back(labels[i]);
        appendPixels(bytes, i, 3072);
    }
    return bytes;
}

RawBytes cifarHundred(const RawBytes& labels)
{
    RawBytes bytes;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        bytes.push_back(labels[i] % 20);
        bytes.push_back(labels[i]);
        appendPixels(bytes, i, 3072);
    }
    return bytes;
}

RawBytes labelsInTurn(std::size_t count, int classes)
{
    RawBytes labels(count);
    for (std::size_t i = 0; i < count; ++i) {
        labels[i] = static_cast<std::uint8_t>(i % static_cast<std::size_t>(classes));
    }
    return labels;
}

RawBytes gzipped(const RawBytes& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    RawBytes packed(deflateBound(&stream, bytes.size()) + 32);
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

RawBytes rawBytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

void writeRaw(const std::filesystem::path& file, const RawBytes& bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}
