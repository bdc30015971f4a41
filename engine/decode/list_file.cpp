#include "engine/decode/list_file.h"

#include <algorithm>
#include <map>
#include <sys/stat.h>
#include <system_error>

#include "engine/base/atomic_file.h"
#include "engine/base/sha256.h"
#include "engine/decode/image_decoder.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxListBytes = std::size_t{512} << 20;

} // namespace

Result<std::unique_ptr<ListFile>> ListFile::open(const fs::path& file, std::stop_token stop)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kMaxListBytes);
    if (!bytes) {
        return bytes.error();
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    Result<ListRows> read = readListRows(text);
    if (!read) {
        return Error{read.error().code, read.error().detail, file};
    }
    std::unique_ptr<ListFile> source(new ListFile(file.parent_path()));
    source->m_rows = std::move(read->rows);
    source->m_problems = std::move(read->problems);
    if (source->m_rows.empty()) {
        const std::vector<Error>& problems = source->m_problems;
        return Error{ErrorCode::DataSetEmpty, problems.empty() ? "no row" : problems.front().detail, file};
    }
    const Result<void> looked = source->lookAtImages(text, stop);
    return looked ? Result<std::unique_ptr<ListFile>>(std::move(source)) : looked.error();
}

// What is not there stays in the list: reading it says why.
Result<void> ListFile::lookAtImages(std::string_view text, const std::stop_token& stop)
{
    Sha256 hash;
    hash.add(text);
    std::vector<ListRow> rows;
    for (ListRow& row : m_rows) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, "", m_root};
        }
        const fs::path file = m_root / row.path;
        if (!isBelowRoot(fs::path(row.path).parent_path())) {
            m_problems.push_back({ErrorCode::FileUnreadable, "a link leads out of the list's folder", file});
            continue;
        }
        struct stat status = {};
        if (::lstat(file.c_str(), &status) == 0) {
            hash.add(static_cast<std::uint64_t>(status.st_size));
            hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_sec));
            hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_nsec));
        } else {
            hash.add(std::uint64_t{0});
        }
        if (S_ISLNK(status.st_mode)) {
            m_problems.push_back({ErrorCode::FileUnreadable, "a link", file});
            continue;
        }
        rows.push_back(std::move(row));
    }
    m_rows = std::move(rows);
    m_fingerprint = hash.finishHex();
    return {};
}

bool ListFile::isBelowRoot(const fs::path& folder)
{
    const auto [known, isNew] = m_isBelowRoot.emplace(folder.native(), true);
    if (isNew && !folder.empty()) {
        std::error_code missing;
        const fs::path root = fs::weakly_canonical(m_root, missing);
        const fs::path real = fs::weakly_canonical(m_root / folder, missing);
        const auto [end, ignored] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
        known->second = !missing && end == root.end();
    }
    return known->second;
}

double ListFile::shareRead() const
{
    return m_rows.empty() ? 1.0 : static_cast<double>(m_read) / static_cast<double>(m_rows.size());
}

Result<void> ListFile::read(const std::function<bool(EncodedFile)>& take)
{
    for (const ListRow& row : m_rows) {
        EncodedFile encoded{row.path, {}, {}, {}};
        Result<std::vector<std::uint8_t>> bytes = readImageFile(pathOf(row.path), false);
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

Result<SourceLayout> ListFile::layOut(const std::vector<std::string>& names) const
{
    std::unordered_map<std::string_view, const ListRow*> rowOf;
    for (const ListRow& row : m_rows) {
        rowOf.emplace(row.path, &row);
    }
    std::map<std::string_view, std::int32_t> classes;
    for (const std::string& name : names) {
        classes.emplace(rowOf.at(name)->label, 0);
    }
    if (classes.size() < 2) {
        return Error{classes.empty() ? ErrorCode::DataSetEmpty : ErrorCode::TooFewClasses,
                     classes.empty() ? "no image of the list could be used" : std::string(classes.begin()->first),
                     {}};
    }
    SourceLayout layout;
    for (auto& [name, label] : classes) {
        label = static_cast<std::int32_t>(layout.classNames.size());
        layout.classNames.emplace_back(name);
    }
    for (const std::string& name : names) {
        const ListRow& row = *rowOf.at(name);
        const Part part = row.part.value_or(Part::Training);
        layout.placements.push_back({classes.at(row.label), part, "", row.group});
        layout.hasGivenTest = layout.hasGivenTest || part == Part::Test;
        layout.hasGivenValidation = layout.hasGivenValidation || part == Part::Validation;
    }
    return layout;
}

} // namespace saccade
