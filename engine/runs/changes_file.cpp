#include "engine/runs/changes_file.h"

#include "engine/base/atomic_file.h"
#include "engine/base/sha256.h"
#include "engine/formats/changes_json.h"
#include "engine/runs/run_folder.h"

namespace saccade {

namespace {

constexpr const char* kSample = "sample";
constexpr const char* kEnding = ".saccade.json";
constexpr std::size_t kLargest = std::size_t{1} << 30;

/// "/photos/" and "/photos" are one folder, whose neighbour the file is.
std::filesystem::path besideOf(const std::string& source)
{
    std::filesystem::path path = std::filesystem::path(source).lexically_normal();
    if (!path.has_filename()) {
        path = path.parent_path();
    }
    return path.has_filename() ? std::filesystem::path(path.native() + kEnding) : std::filesystem::path();
}

bool isThere(const std::filesystem::path& path)
{
    std::error_code error;
    return !path.empty() && std::filesystem::exists(path, error);
}

void removeIfThere(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::remove(path, error);
}

} // namespace

std::filesystem::path defaultChangesFolder()
{
    return defaultRunsFolder().parent_path() / "changes";
}

ChangesFile::ChangesFile(const std::string& source, std::filesystem::path folder, FileLayer& layer)
    : m_beside(source == kSample ? std::filesystem::path() : besideOf(source)),
      m_apart(folder / ((source == kSample ? source : sha256Hex(source)) + kEnding)),
      m_layer(layer)
{}

std::filesystem::path ChangesFile::path() const
{
    // The one apart was written because the one beside could not be: it is the newer.
    return isThere(m_apart) || m_beside.empty() ? m_apart : m_beside;
}

Result<DataChanges> ChangesFile::load() const
{
    const std::filesystem::path file = path();
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kLargest);
    if (!bytes) {
        return bytes.error().code == ErrorCode::FileNotFound ? Result<DataChanges>(DataChanges()) : bytes.error();
    }
    Result<DataChanges> changes = decodeChanges({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!changes) {
        return Error{changes.error().code, changes.error().detail, file};
    }
    return changes;
}

Result<void> ChangesFile::write(const std::string& text) const
{
    if (!m_beside.empty()) {
        if (writeFileAtomically(m_beside, text, m_layer)) {
            removeIfThere(m_apart);
            return {};
        }
    }
    std::error_code error;
    std::filesystem::create_directories(m_apart.parent_path(), error);
    return writeFileAtomically(m_apart, text, m_layer);
}

Result<void> ChangesFile::save(const DataChanges& changes) const
{
    if (!changes.empty()) {
        return write(encodeChanges(changes));
    }
    removeIfThere(m_beside);
    removeIfThere(m_apart);
    if (isThere(m_beside) || isThere(m_apart)) {
        return write(encodeChanges(changes)); // what cannot be removed can perhaps be outvoted
    }
    return {};
}

} // namespace saccade
