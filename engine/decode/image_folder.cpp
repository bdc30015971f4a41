#include "engine/decode/image_folder.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <system_error>

#include "engine/base/sha256.h"
#include "engine/decode/folder_layout.h"
#include "engine/decode/image_decoder.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxDepth = 24;
constexpr std::size_t kMaxFiles = 20'000'000;

} // namespace

Result<std::unique_ptr<ImageFolder>> ImageFolder::scan(const fs::path& folder, std::stop_token stop)
{
    std::unique_ptr<ImageFolder> source(new ImageFolder(folder));
    if (const Result<void> walked = source->walk(std::move(stop)); !walked) {
        return walked.error();
    }
    std::sort(source->m_files.begin(), source->m_files.end(),
              [](const File& a, const File& b) { return a.name < b.name; });
    std::sort(source->m_folders.begin(), source->m_folders.end());
    source->fingerprintFiles();
    return source;
}

Result<void> ImageFolder::walk(std::stop_token stop)
{
    std::vector<std::pair<std::string, std::size_t>> pending{{std::string(), 0}}; // folder, depth
    while (!pending.empty()) {
        const auto [folder, depth] = std::move(pending.back());
        pending.pop_back();
        std::error_code failed;
        fs::directory_iterator entry(m_root / folder, failed);
        for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
            const std::string leaf = entry->path().filename().native();
            if (stop.stop_requested()) {
                return Error{ErrorCode::Cancelled, "", m_root};
            }
            if (m_files.size() > kMaxFiles) {
                return Error{ErrorCode::SourceUnsupported, "more than 20 million files", m_root};
            }
            if (leaf.front() != '.') {
                addEntry(*entry, folder.empty() ? leaf : folder + '/' + leaf, depth, pending);
            }
        }
        if (failed && folder.empty()) {
            return Error{ErrorCode::FileUnreadable, failed.message(), m_root};
        }
        if (failed) {
            m_problems.push_back({ErrorCode::FileUnreadable, failed.message(), m_root / folder});
        }
    }
    return {};
}

void ImageFolder::addEntry(const fs::directory_entry& entry, const std::string& name, std::size_t depth,
                           std::vector<std::pair<std::string, std::size_t>>& pending)
{
    struct stat status = {};
    if (::lstat(entry.path().c_str(), &status) != 0) {
        m_problems.push_back({ErrorCode::FileUnreadable, std::generic_category().message(errno), entry.path()});
    } else if (S_ISDIR(status.st_mode) && depth < kMaxDepth) {
        m_folders.push_back(name);
        pending.emplace_back(name, depth + 1);
    } else if (S_ISREG(status.st_mode)) {
        const std::int64_t changed = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
        m_files.push_back({name, status.st_size, changed});
    } else {
        const char* kind = S_ISLNK(status.st_mode) ? "a link" : "not a regular file";
        m_problems.push_back(
            {ErrorCode::FileUnreadable, S_ISDIR(status.st_mode) ? "too many folders deep" : kind, entry.path()});
    }
}

void ImageFolder::fingerprintFiles()
{
    Sha256 hash;
    for (const File& file : m_files) {
        hash.add(std::uint64_t{file.name.size()});
        hash.add(std::string_view(file.name));
        hash.add(static_cast<std::uint64_t>(file.bytes));
        hash.add(static_cast<std::uint64_t>(file.changedNs));
    }
    // The order of a walk is the file system's.
    std::sort(m_problems.begin(), m_problems.end(), [](const Error& a, const Error& b) { return a.path < b.path; });
    for (const std::string& folder : m_folders) {
        hash.add(std::uint64_t{folder.size()});
        hash.add(std::string_view(folder));
    }
    for (const Error& problem : m_problems) {
        hash.add(std::string_view(problem.path.native()));
    }
    m_fingerprint = hash.finishHex();
}

double ImageFolder::shareRead() const
{
    return m_files.empty() ? 1.0 : static_cast<double>(m_read) / static_cast<double>(m_files.size());
}

Result<void> ImageFolder::read(const std::function<bool(EncodedFile)>& take)
{
    for (const File& file : m_files) {
        EncodedFile encoded{file.name, {}, {}, {}};
        Result<std::vector<std::uint8_t>> bytes = readImageFile(pathOf(file.name), false);
        if (bytes) {
            encoded.bytes = std::move(*bytes);
        } else {
            encoded.state = bytes.error();
        }
        ++m_read;
        if (!take(std::move(encoded))) {
            break;
        }
    }
    return {};
}

Result<SourceLayout> ImageFolder::layOut(const std::vector<std::string>& names) const
{
    return layOutFolders(names, m_folders);
}

} // namespace saccade
