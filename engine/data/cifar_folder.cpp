#include "engine/data/cifar_folder.h"

#include <algorithm>
#include <system_error>

#include "engine/base/sha256.h"
#include "engine/data/byte_file.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

Error inFile(const Error& error, const fs::path& file)
{
    return {error.code, error.detail, error.path.empty() ? file : error.path};
}

/// What lies in a folder, of what a CIFAR set is made of.
struct Listing
{
    std::vector<fs::path> files; // sorted
    bool hasTen = false;
    bool hasHundred = false;
    bool hasHundredNames = false;
    bool hasFolders = false;
};

Listing list(const fs::path& folder)
{
    Listing listing;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::string leaf = entry->path().filename().native();
        std::error_code unknown;
        if (entry->is_directory(unknown)) {
            listing.hasFolders = listing.hasFolders || leaf.front() != '.';
            continue;
        }
        const std::optional<CifarFile> records = cifarFileNamed(leaf);
        const std::optional<CifarKind> names = cifarNamesNamed(leaf);
        if (records || names) {
            listing.files.push_back(entry->path());
            listing.hasTen = listing.hasTen || (records && records->kind == CifarKind::Ten);
            listing.hasHundred = listing.hasHundred || (records && records->kind == CifarKind::Hundred);
            listing.hasHundredNames = listing.hasHundredNames || names == CifarKind::Hundred;
        }
    }
    std::sort(listing.files.begin(), listing.files.end());
    return listing;
}

} // namespace

Result<std::unique_ptr<CifarFolder>> CifarFolder::open(const fs::path& folderOrFile)
{
    std::error_code failed;
    const bool isFolder = fs::is_directory(folderOrFile, failed);
    const fs::path folder = isFolder ? folderOrFile : folderOrFile.parent_path();
    const Listing listing = list(folder);
    const std::optional<CifarFile> chosen = cifarFileNamed(folderOrFile.filename().native());
    if (isFolder && listing.hasTen && listing.hasHundred) {
        return Error{ErrorCode::SourceUnsupported, "CIFAR-10 and CIFAR-100 together; choose one of the files", folder};
    }
    const CifarKind kind = isFolder || !chosen ? (listing.hasTen ? CifarKind::Ten : CifarKind::Hundred) : chosen->kind;
    std::unique_ptr<CifarFolder> source(new CifarFolder(kind));
    for (const fs::path& path : listing.files) {
        const std::string leaf = path.filename().native();
        const std::optional<CifarFile> records = cifarFileNamed(leaf);
        Result<void> added;
        if (records && records->kind == kind) {
            added = source->addFile(path, *records);
        } else if (cifarNamesNamed(leaf) == kind) {
            added = source->addNames(path);
        }
        if (!added) {
            return added.error();
        }
    }
    if (source->m_files.empty()) {
        return Error{ErrorCode::FileNotFound, "no CIFAR file", folderOrFile};
    }
    source->m_fingerprint = sha256Hex(source->m_stamps);
    return source;
}

Result<void> CifarFolder::addFile(const fs::path& path, const CifarFile& content)
{
    const Result<std::unique_ptr<ByteFile>> file = ByteFile::open(path);
    if (!file) {
        return file.error();
    }
    if ((*file)->isPacked()) {
        return Error{ErrorCode::FormatInvalid, "CIFAR: the file is packed; unpack it", path};
    }
    m_files.push_back({path, content, (*file)->storedBytes()});
    m_bytes += (*file)->storedBytes();
    m_stamps += path.filename().native() + '\n' + std::to_string((*file)->storedBytes()) + '\n' +
                std::to_string((*file)->changedNs()) + '\n';
    return {};
}

Result<void> CifarFolder::addNames(const fs::path& path)
{
    const Result<std::unique_ptr<ByteFile>> file = ByteFile::open(path);
    if (!file) {
        return file.error();
    }
    m_stamps += path.filename().native() + '\n' + std::to_string((*file)->storedBytes()) + '\n' +
                std::to_string((*file)->changedNs()) + '\n';
    const Result<void> read = m_reader.readNames(**file);
    return read ? read : inFile(read.error(), path);
}

std::size_t CifarFolder::imageCount() const
{
    return static_cast<std::size_t>(m_bytes / cifarRecordBytes(m_kind));
}

double CifarFolder::shareRead() const
{
    return imageCount() == 0 ? 1.0 : static_cast<double>(m_read) / static_cast<double>(imageCount());
}

bool CifarFolder::isSlowAt(int side) const
{
    return (side != 0 && side != kCifarSide) || m_bytes > kSlowSourceBytes;
}

Result<void> CifarFolder::read(const std::function<bool(RawImage)>& take)
{
    bool goOn = true;
    for (const File& file : m_files) {
        const Result<std::unique_ptr<ByteFile>> opened = ByteFile::open(file.path);
        if (!opened) {
            return opened.error();
        }
        const Result<void> read = m_reader.readRecords(**opened, file.content, file.bytes, [&](RawImage image) {
            ++m_read;
            goOn = take(std::move(image));
            return goOn;
        });
        if (!read) {
            return inFile(read.error(), file.path);
        }
        if (!goOn) {
            break;
        }
    }
    return {};
}

Result<RawLayout> CifarFolder::layout() const
{
    Result<RawLayout> layout = m_reader.layout();
    return layout ? std::move(layout) : inFile(layout.error(), m_files.front().path.parent_path());
}

bool isCifarFolder(const fs::path& folder)
{
    const Listing listing = list(folder);
    return listing.hasTen || (listing.hasHundred && (listing.hasHundredNames || !listing.hasFolders));
}

bool isCifarFile(const fs::path& file)
{
    return cifarFileNamed(file.filename().native()).has_value();
}

} // namespace saccade
