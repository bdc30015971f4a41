#include "engine/session/image_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

namespace saccade {

namespace fs = std::filesystem;

namespace {

bool hasImageName(const fs::path& file)
{
    constexpr std::array<std::string_view, 11> kEndings{".jpg", ".jpeg", ".jpe", ".png", ".bmp", ".webp",
                                                        ".gif", ".ppm",  ".pgm", ".pbm", ".pnm"};
    std::string ending = file.extension().native();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

/// Photographs out of caches and old cameras have no ending, or a wrong one.
bool hasImageBytes(const fs::path& file)
{
    std::array<char, 12> bytes{};
    std::ifstream(file, std::ios::binary).read(bytes.data(), bytes.size());
    const std::string_view start(bytes.data(), bytes.size());
    return start.starts_with("\xFF\xD8\xFF") || start.starts_with("\x89PNG\r\n") || start.starts_with("GIF8") ||
           (start.starts_with("RIFF") && start.ends_with("WEBP"));
}

/// One folder's own images, and which folders lie in it. One that cannot be read is a problem of its own.
void readFolder(const fs::path& folder, FoundImages& found, std::vector<fs::path>& files,
                std::vector<fs::path>& folders)
{
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::error_code unknown;
        if (entry->is_directory(unknown) && !entry->is_symlink(unknown)) {
            folders.push_back(entry->path());
        } else if (entry->is_regular_file(unknown) && (hasImageName(entry->path()) || hasImageBytes(entry->path()))) {
            files.push_back(entry->path());
        }
    }
    if (error) {
        found.problems.push_back({ErrorCode::FileUnreadable, error.message(), folder});
    }
}

void addFolder(const fs::path& folder, FoundImages& found)
{
    std::vector<fs::path> files;
    std::vector<fs::path> folders{folder};
    const std::size_t before = found.problems.size();
    while (!folders.empty()) {
        const fs::path next = std::move(folders.back());
        folders.pop_back();
        readFolder(next, found, files, folders);
    }
    if (found.problems.size() == before && files.empty()) {
        found.problems.push_back({ErrorCode::DataSetEmpty, {}, folder});
    }
    std::sort(files.begin(), files.end());
    found.files.insert(found.files.end(), files.begin(), files.end());
}

} // namespace

FoundImages findImageFiles(const std::vector<std::string>& paths)
{
    FoundImages found;
    for (const fs::path path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            addFolder(path, found);
        } else {
            found.files.push_back(path);
        }
    }
    return found;
}

} // namespace saccade
