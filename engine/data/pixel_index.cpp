#include "engine/data/pixel_index.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "engine/base/sha256.h"
#include "engine/data/block_checksum.h"

namespace saccade {

namespace {

constexpr std::string_view kMagic = "SACCADEPIXELS\n";
// Raised too when decoding or resizing changes: old pixels are not what the network would see now.
constexpr std::uint64_t kVersion = 4;
constexpr std::size_t kDigestLength = 64;
constexpr std::uint64_t kMaxSide = 65'535;

class Writer final
{
public:
    void number(std::uint64_t value)
    {
        for (int shift = 0; shift < 64; shift += 8) {
            m_bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    void small(std::uint64_t value) // below 2^16
    {
        m_bytes.push_back(static_cast<std::uint8_t>(value));
        m_bytes.push_back(static_cast<std::uint8_t>(value >> 8));
    }
    void raw(std::string_view text) { m_bytes.insert(m_bytes.end(), text.begin(), text.end()); }
    void text(std::string_view value)
    {
        number(value.size());
        raw(value);
    }
    void size(const ImageSize& size)
    {
        small(static_cast<std::uint64_t>(size.height));
        small(static_cast<std::uint64_t>(size.width));
        small(static_cast<std::uint64_t>(size.channels));
    }
    void places(const std::vector<ImagePlace>& places)
    {
        number(places.size());
        for (const ImagePlace& place : places) {
            number(place.offset);
            size(place.size);
        }
    }
    void checksums(const std::vector<std::uint64_t>& checksums)
    {
        for (const std::uint64_t checksum : checksums) {
            number(checksum);
        }
    }
    std::vector<std::uint8_t> finish()
    {
        raw(sha256Hex(m_bytes));
        return std::move(m_bytes);
    }

private:
    std::vector<std::uint8_t> m_bytes;
};

// Any impossible value makes the whole reader bad; after that everything reads as nothing.
class Reader final
{
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : m_left(bytes) {}

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isAtEnd() const { return m_left.empty(); }
    void require(bool holds) { m_isGood = m_isGood && holds; }

    std::uint64_t number(std::uint64_t max = std::numeric_limits<std::uint64_t>::max()) { return little(8, max); }
    std::uint64_t small(std::uint64_t max) { return little(2, max); }
    // How many items follow, each of at least itemBytes: a lie cannot make us allocate more than the file is long.
    std::size_t count(std::size_t itemBytes) { return static_cast<std::size_t>(number(m_left.size() / itemBytes)); }
    std::string text()
    {
        const std::size_t length = count(1);
        require(length <= m_left.size());
        if (!m_isGood) {
            return {};
        }
        std::string value(m_left.begin(), m_left.begin() + static_cast<std::ptrdiff_t>(length));
        m_left = m_left.subspan(length);
        return value;
    }
    ImageSize size()
    {
        ImageSize size;
        size.height = static_cast<int>(small(kMaxSide));
        size.width = static_cast<int>(small(kMaxSide));
        size.channels = static_cast<int>(small(3));
        require(size.height >= 1 && size.width >= 1 && (size.channels == 1 || size.channels == 3));
        return size;
    }
    std::vector<ImagePlace> places(std::uint64_t blobBytes)
    {
        std::vector<ImagePlace> places(count(14));
        for (ImagePlace& place : places) {
            place.offset = number(blobBytes);
            place.size = size();
            require(m_isGood && place.size.bytes() <= blobBytes - place.offset);
        }
        return places;
    }

    std::vector<std::uint64_t> checksums(std::uint64_t blobBytes)
    {
        const std::size_t count = checksumCount(blobBytes);
        require(count <= m_left.size() / 8);
        std::vector<std::uint64_t> checksums(m_isGood ? count : 0);
        for (std::uint64_t& checksum : checksums) {
            checksum = number();
        }
        return checksums;
    }

private:
    std::uint64_t little(std::size_t length, std::uint64_t max)
    {
        require(length <= m_left.size());
        std::uint64_t value = 0;
        for (std::size_t i = 0; m_isGood && i < length; ++i) {
            value |= std::uint64_t{m_left[i]} << (8 * i);
        }
        require(value <= max);
        if (!m_isGood) {
            return 0;
        }
        m_left = m_left.subspan(length);
        return value;
    }

    std::span<const std::uint8_t> m_left;
    bool m_isGood = true;
};

void writeSamples(Writer& writer, const std::vector<Sample>& samples)
{
    writer.number(samples.size());
    for (const Sample& sample : samples) {
        writer.text(sample.name);
        writer.number(static_cast<std::uint64_t>(sample.label));
        writer.small(static_cast<std::uint64_t>(sample.part));
        writer.small(static_cast<std::uint64_t>(sample.width));
        writer.small(static_cast<std::uint64_t>(sample.height));
        writer.number(static_cast<std::uint64_t>(sample.bytes));
        writer.text(sample.group);
    }
}

std::shared_ptr<const std::vector<Sample>> readSamples(Reader& reader, std::size_t classCount)
{
    auto samples = std::make_shared<std::vector<Sample>>(reader.count(38));
    for (Sample& sample : *samples) {
        sample.name = reader.text();
        sample.label = static_cast<std::int32_t>(reader.number(std::numeric_limits<std::int32_t>::max()));
        reader.require(static_cast<std::size_t>(sample.label) < classCount);
        sample.part = static_cast<Part>(reader.small(kPartCount - 1));
        sample.width = static_cast<std::int32_t>(reader.small(kMaxSide));
        sample.height = static_cast<std::int32_t>(reader.small(kMaxSide));
        sample.bytes = static_cast<std::int64_t>(reader.number(std::numeric_limits<std::int64_t>::max()));
        sample.group = reader.text();
    }
    return samples;
}

void writeProblems(Writer& writer, const std::vector<Error>& problems)
{
    writer.number(problems.size());
    for (const Error& problem : problems) {
        writer.text(errorCodeName(problem.code)); // names are stable, numbers are not
        writer.text(problem.detail);
        writer.text(problem.path.native());
    }
}

ErrorCode codeNamed(std::string_view name)
{
    for (int i = 0; i < kErrorCodeCount; ++i) {
        if (name == errorCodeName(static_cast<ErrorCode>(i))) {
            return static_cast<ErrorCode>(i);
        }
    }
    return ErrorCode::Internal;
}

std::vector<Error> readProblems(Reader& reader)
{
    std::vector<Error> problems(reader.count(24));
    for (Error& problem : problems) {
        problem.code = codeNamed(reader.text());
        problem.detail = reader.text();
        problem.path = reader.text();
    }
    return problems;
}

PixelIndex readIndex(Reader& reader)
{
    PixelIndex index;
    index.fingerprint = reader.text();
    index.set.name = reader.text();
    index.set.source = reader.text();
    index.set.id = reader.text();
    index.set.classNames.resize(reader.count(8));
    for (std::string& name : index.set.classNames) {
        name = reader.text();
    }
    index.set.size = reader.size();
    index.set.resize = static_cast<ResizeMode>(reader.small(kResizeModeNames.size() - 1));
    index.set.hasGivenTest = reader.small(1) == 1;
    index.set.hasGivenValidation = reader.small(1) == 1;
    index.set.hasOnlyTestFiles = reader.small(1) == 1;
    index.set.samples = readSamples(reader, index.set.classNames.size());
    index.set.problems = readProblems(reader);
    index.pixelBytes = reader.number();
    index.thumbnailBytes = reader.number();
    index.pixels = reader.places(index.pixelBytes);
    index.thumbnails = reader.places(index.thumbnailBytes);
    index.pixelChecksums = reader.checksums(index.pixelBytes);
    index.thumbnailChecksums = reader.checksums(index.thumbnailBytes);
    for (const ImagePlace& place : index.pixels) {
        reader.require(place.size == index.set.size);
    }
    const std::size_t count = index.set.count();
    reader.require(index.pixels.size() == count && (index.thumbnails.empty() || index.thumbnails.size() == count));
    return index;
}

} // namespace

std::vector<std::uint8_t> encodePixelIndex(const PixelIndex& index)
{
    Writer writer;
    writer.raw(kMagic);
    writer.number(kVersion);
    writer.text(index.fingerprint);
    writer.text(index.set.name);
    writer.text(index.set.source);
    writer.text(index.set.id);
    writer.number(index.set.classNames.size());
    for (const std::string& name : index.set.classNames) {
        writer.text(name);
    }
    writer.size(index.set.size);
    writer.small(static_cast<std::uint64_t>(index.set.resize));
    writer.small(index.set.hasGivenTest ? 1 : 0);
    writer.small(index.set.hasGivenValidation ? 1 : 0);
    writer.small(index.set.hasOnlyTestFiles ? 1 : 0);
    writeSamples(writer, *index.set.samples);
    writeProblems(writer, index.set.problems);
    writer.number(index.pixelBytes);
    writer.number(index.thumbnailBytes);
    writer.places(index.pixels);
    writer.places(index.thumbnails);
    writer.checksums(index.pixelChecksums);
    writer.checksums(index.thumbnailChecksums);
    return writer.finish();
}

Result<PixelIndex> decodePixelIndex(std::span<const std::uint8_t> bytes)
{
    const Error invalid{ErrorCode::FormatInvalid, "pixel index", {}};
    if (bytes.size() < kMagic.size() + 8 + kDigestLength ||
        !std::equal(kMagic.begin(), kMagic.end(), bytes.begin(),
                    [](char c, std::uint8_t byte) { return c == static_cast<char>(byte); })) {
        return invalid;
    }
    const std::span<const std::uint8_t> body = bytes.first(bytes.size() - kDigestLength);
    const std::string digest(bytes.end() - kDigestLength, bytes.end());
    if (digest != sha256Hex(body)) {
        return invalid;
    }
    Reader reader(body.subspan(kMagic.size()));
    if (reader.number() != kVersion) {
        return Error{ErrorCode::FormatTooNew, "pixel index of another version", {}};
    }
    PixelIndex index = readIndex(reader);
    return reader.isGood() && reader.isAtEnd() ? Result<PixelIndex>(std::move(index)) : invalid;
}

} // namespace saccade
