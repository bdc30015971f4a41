#include "engine/data/idx_source.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "engine/base/sha256.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

Error inFile(const Error& error, const fs::path& file)
{
    return {error.code, error.detail, error.path.empty() ? file : error.path};
}

std::string stampOf(const fs::path& path, const ByteFile& file)
{
    return path.filename().native() + '\n' + std::to_string(file.storedBytes()) + '\n' +
           std::to_string(file.changedNs()) + '\n';
}

} // namespace

Result<std::unique_ptr<IdxSource>> IdxSource::open(const fs::path& folderOrFile)
{
    const Result<std::vector<IdxPair>> pairs = findIdxPairs(folderOrFile);
    if (!pairs) {
        return pairs.error();
    }
    std::unique_ptr<IdxSource> source(new IdxSource);
    for (const IdxPair& pair : *pairs) {
        if (const Result<void> added = source->add(pair); !added) {
            return added.error();
        }
    }
    source->m_fingerprint = sha256Hex(source->m_stamps);
    return source;
}

Result<void> IdxSource::add(const IdxPair& pair)
{
    const Result<std::unique_ptr<ByteFile>> images = ByteFile::open(pair.images);
    const Result<std::unique_ptr<ByteFile>> labels = ByteFile::open(pair.labels);
    if (!images || !labels) {
        return images ? labels.error() : images.error();
    }
    const Result<IdxHeader> header = readIdxHeader(**images, IdxKind::Images);
    if (!header) {
        return inFile(header.error(), pair.images);
    }
    const Result<std::vector<std::uint8_t>> own = readIdxLabels(**labels);
    if (!own) {
        return inFile(own.error(), pair.labels);
    }
    if (own->size() != header->count) {
        return Error{ErrorCode::FormatInvalid,
                     "IDX: " + std::to_string(own->size()) + " labels for " + std::to_string(header->count) + " images",
                     pair.labels};
    }
    m_labels.insert(m_labels.end(), own->begin(), own->end());
    m_pairs.push_back({pair, *header});
    m_stamps += stampOf(pair.images, **images) + stampOf(pair.labels, **labels);
    m_isPacked = m_isPacked || (*images)->isPacked();
    m_pixelBytes += std::uint64_t{header->count} * header->size.bytes();
    return {};
}

double IdxSource::shareRead() const
{
    return m_labels.empty() ? 1.0 : static_cast<double>(m_read) / static_cast<double>(m_labels.size());
}

bool IdxSource::isSlowAt(int side) const
{
    const bool isResized = std::any_of(m_pairs.begin(), m_pairs.end(), [side](const Opened& opened) {
        const ImageSize& size = opened.header.size;
        return size.height != size.width || (side != 0 && side != size.height);
    });
    return m_isPacked || isResized || m_pixelBytes > kSlowSourceBytes;
}

Result<void> IdxSource::read(const std::function<bool(RawImage)>& take)
{
    for (const Opened& opened : m_pairs) {
        const Result<std::unique_ptr<ByteFile>> file = ByteFile::open(opened.pair.images);
        if (!file) {
            return file.error();
        }
        const Result<IdxHeader> header = readIdxHeader(**file, IdxKind::Images);
        if (!header) {
            return inFile(header.error(), opened.pair.images);
        }
        if (header->count != opened.header.count) {
            return Error{ErrorCode::FileUnreadable, "changed while it was read", opened.pair.images};
        }
        std::size_t index = 0;
        bool goOn = true;
        const Result<void> read = readIdxImages(**file, *header, [&](Image image) {
            ++m_read;
            goOn = take({opened.pair.word + '/' + imageNumber(index++, header->count), std::move(image)});
            return goOn;
        });
        if (!read) {
            return inFile(read.error(), opened.pair.images);
        }
        if (!goOn) {
            break;
        }
    }
    return {};
}

Result<RawLayout> IdxSource::layout() const
{
    RawLayout layout;
    const std::set<std::uint8_t> occurring(m_labels.begin(), m_labels.end());
    std::array<std::int32_t, 256> classOf{};
    for (const std::uint8_t label : occurring) {
        classOf[label] = static_cast<std::int32_t>(layout.classNames.size());
        layout.classNames.push_back(std::to_string(label));
    }
    std::transform(m_labels.begin(), m_labels.end(), std::back_inserter(layout.labels),
                   [&classOf](std::uint8_t label) { return classOf[label]; });
    const auto isTest = [](const Opened& opened) { return opened.pair.part == Part::Test; };
    layout.hasOnlyTestFiles = std::all_of(m_pairs.begin(), m_pairs.end(), isTest);
    layout.hasGivenTest = !layout.hasOnlyTestFiles && std::any_of(m_pairs.begin(), m_pairs.end(), isTest);
    for (const Opened& opened : m_pairs) {
        const Part part = layout.hasGivenTest ? opened.pair.part : Part::Training;
        layout.parts.insert(layout.parts.end(), opened.header.count, part);
    }
    return layout;
}

bool isIdxFolder(const fs::path& folder)
{
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::optional<IdxName> name = readIdxName(entry->path().filename().native());
        std::error_code unknown;
        if (name && name->isUsual && entry->is_regular_file(unknown)) {
            return true;
        }
    }
    return false;
}

bool isIdxFile(const fs::path& file)
{
    const std::optional<IdxName> name = readIdxName(file.filename().native());
    if (name && name->isUsual) {
        return true;
    }
    const Result<std::unique_ptr<ByteFile>> opened = ByteFile::open(file);
    std::array<std::uint8_t, 4> start{};
    return opened && (*opened)->read(start) && idxKindOf(start).has_value();
}

} // namespace saccade
