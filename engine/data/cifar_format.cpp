#include "engine/data/cifar_format.h"

#include <algorithm>
#include <set>

#include "engine/base/utf8.h"
#include "engine/data/cifar_names.h"

namespace saccade {

namespace {

constexpr std::size_t kPlane = std::size_t{kCifarSide} * kCifarSide;
constexpr std::size_t kRecordsAtOnce = 256;
constexpr std::size_t kMaxNames = 256; // a label is one byte
constexpr std::size_t kMaxNameBytes = 255;

Error invalid(std::string detail)
{
    return {ErrorCode::FormatInvalid, std::move(detail), {}};
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::size_t labelBytes(CifarKind kind)
{
    return kind == CifarKind::Ten ? 1 : 2;
}

// One plane for each colour becomes one triple for each pixel.
Image imageOf(std::span<const std::uint8_t> planes)
{
    Image image{{kCifarSide, kCifarSide, 3}, std::vector<std::uint8_t>(3 * kPlane)};
    for (std::size_t pixel = 0; pixel < kPlane; ++pixel) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            image.pixels[3 * pixel + channel] = planes[channel * kPlane + pixel];
        }
    }
    return image;
}

Result<std::string> readText(ByteStream& stream)
{
    std::string text((kMaxNameBytes + 2) * kMaxNames + 1, '\0');
    const Result<std::size_t> got = stream.read({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    if (!got) {
        return got.error();
    }
    if (*got == text.size()) {
        return invalid("class names: more than 256 of them");
    }
    text.resize(*got);
    return text;
}

bool hasControl(std::string_view name)
{
    return std::any_of(name.begin(), name.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<void> checkName(const std::string& name, std::set<std::string>& met)
{
    if (name.size() > kMaxNameBytes || !isUtf8(name) || hasControl(name)) {
        return invalid("class names: one is over 255 bytes or not plain UTF-8");
    }
    return met.insert(name).second ? Result<void>() : invalid("class names: " + name + " is there twice");
}

} // namespace

std::optional<CifarFile> cifarFileNamed(std::string_view leaf)
{
    const std::string name = lowerCase(leaf);
    if (!name.ends_with(".bin")) {
        return {};
    }
    const std::string stem = name.substr(0, name.size() - 4);
    if (stem == "train" || stem == "test") {
        return CifarFile{CifarKind::Hundred, stem == "test" ? Part::Test : Part::Training, stem};
    }
    if (stem == "test_batch") {
        return CifarFile{CifarKind::Ten, Part::Test, stem};
    }
    constexpr std::string_view kBatch = "data_batch_";
    const bool isBatch =
        stem.size() == kBatch.size() + 1 && stem.starts_with(kBatch) && stem.back() >= '1' && stem.back() <= '9';
    return isBatch ? std::optional(CifarFile{CifarKind::Ten, Part::Training, stem}) : std::nullopt;
}

std::optional<CifarKind> cifarNamesNamed(std::string_view leaf)
{
    const std::string name = lowerCase(leaf);
    if (name == "batches.meta.txt") {
        return CifarKind::Ten;
    }
    return name == "fine_label_names.txt" ? std::optional(CifarKind::Hundred) : std::nullopt;
}

std::size_t cifarRecordBytes(CifarKind kind)
{
    return labelBytes(kind) + 3 * kPlane;
}

Result<void> CifarReader::readNames(ByteStream& stream)
{
    const Result<std::string> text = readText(stream);
    if (!text) {
        return text.error();
    }
    std::vector<std::string> names;
    std::set<std::string> met;
    for (std::size_t begin = 0; begin < text->size();) {
        const std::size_t end = std::min(text->find('\n', begin), text->size());
        std::string name = text->substr(begin, end - begin);
        if (name.ends_with('\r')) {
            name.pop_back();
        }
        begin = end + 1;
        if (name.empty()) {
            continue;
        }
        if (const Result<void> good = checkName(name, met); !good) {
            return good;
        }
        names.push_back(std::move(name));
    }
    if (names.size() < 2 || names.size() > kMaxNames) {
        return invalid("class names: " + std::to_string(names.size()) + " of them");
    }
    m_names = std::move(names);
    return {};
}

Result<void> CifarReader::readRecords(ByteStream& stream, const CifarFile& file, std::uint64_t bytes,
                                      const std::function<bool(RawImage)>& take)
{
    const std::size_t record = cifarRecordBytes(m_kind);
    const std::uint64_t count = bytes / record;
    if (bytes == 0 || bytes % record != 0) {
        return invalid("CIFAR: " + std::to_string(bytes) + " bytes are no whole number of records of " +
                       std::to_string(record));
    }
    if (count > kMaxCifarImages) {
        return invalid("CIFAR: " + std::to_string(count) + " images");
    }
    m_files.push_back({file, m_labels.size()});
    std::vector<std::uint8_t> buffer;
    for (std::size_t done = 0; done < count;) {
        const std::size_t now = std::min<std::size_t>(kRecordsAtOnce, count - done);
        buffer.resize(now * record);
        const Result<std::size_t> got = stream.read(buffer);
        if (!got) {
            return got.error();
        }
        if (*got < buffer.size()) {
            return invalid("CIFAR: cut off in record " + std::to_string(done + *got / record + 1));
        }
        for (std::size_t i = 0; i < now; ++i, ++done) {
            const std::span<const std::uint8_t> bytesOfOne(buffer.data() + i * record, record);
            m_coarse.push_back(m_kind == CifarKind::Hundred ? bytesOfOne[0] : 0);
            m_labels.push_back(bytesOfOne[labelBytes(m_kind) - 1]);
            if (!take({file.stem + '/' + imageNumber(done, count), imageOf(bytesOfOne.last(3 * kPlane))})) {
                return {};
            }
        }
    }
    return {};
}

std::string CifarReader::placeOf(std::size_t image) const
{
    const auto after =
        std::upper_bound(m_files.begin(), m_files.end(), image,
                         [](std::size_t place, const Records& records) { return place < records.first; });
    const Records& records = *std::prev(after);
    return "record " + std::to_string(image - records.first + 1) + " of " + records.file.stem + ".bin";
}

Result<RawLayout> CifarReader::layout() const
{
    RawLayout layout;
    layout.classNames = m_names;
    if (m_names.empty() && m_kind == CifarKind::Ten) {
        layout.classNames.assign(kCifarTenNames.begin(), kCifarTenNames.end());
    } else if (m_names.empty()) {
        layout.classNames.assign(kCifarHundredNames.begin(), kCifarHundredNames.end());
    }
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const bool isFineKnown = m_labels[i] < layout.classNames.size();
        if (!isFineKnown || m_coarse[i] >= kCifarCoarseCount) {
            return invalid("CIFAR: label " + std::to_string(isFineKnown ? m_coarse[i] : m_labels[i]) + " in " +
                           placeOf(i) + ", there are " +
                           std::to_string(isFineKnown ? kCifarCoarseCount : layout.classNames.size()));
        }
        layout.labels.push_back(m_labels[i]);
    }
    const auto isTest = [](const Records& records) { return records.file.part == Part::Test; };
    layout.hasOnlyTestFiles = std::all_of(m_files.begin(), m_files.end(), isTest);
    layout.hasGivenTest = !layout.hasOnlyTestFiles && std::any_of(m_files.begin(), m_files.end(), isTest);
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const std::size_t end = i + 1 < m_files.size() ? m_files[i + 1].first : m_labels.size();
        layout.parts.insert(layout.parts.end(), end - m_files[i].first,
                            layout.hasGivenTest ? m_files[i].file.part : Part::Training);
    }
    return layout;
}

} // namespace saccade
