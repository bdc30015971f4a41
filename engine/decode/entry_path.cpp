#include "engine/decode/entry_path.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr std::size_t kMaxPart = 255;
constexpr std::size_t kMaxPath = 4096;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

const char* faultOfPart(std::string_view part)
{
    if (part == "..") {
        return "leads out of the archive";
    }
    if (part.size() > kMaxPart) {
        return "a name over 255 bytes";
    }
    if (part.size() >= 2 && part[1] == ':' && isLetter(part[0])) {
        return "a drive letter";
    }
    return nullptr;
}

const char* faultOfPath(std::string_view path)
{
    if (path.empty()) {
        return "no name";
    }
    if (path.front() == '/') {
        return "an absolute path";
    }
    if (path.size() > kMaxPath) {
        return "a path over 4096 bytes";
    }
    if (path.find('\\') != std::string_view::npos) {
        return "a backslash in its name";
    }
    return std::any_of(path.begin(), path.end(), isControl) ? "a control character in its name" : nullptr;
}

// Names in messages must be harmless, too.
std::string printable(std::string_view path)
{
    std::string text(path.substr(0, kMaxPath));
    std::replace_if(text.begin(), text.end(), isControl, '?');
    return text;
}

} // namespace

Result<std::string> EntryPaths::accept(std::string_view path, bool isFile)
{
    const char* fault = faultOfPath(path);
    std::string clean;
    for (std::size_t begin = 0; begin < path.size() && fault == nullptr;) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        fault = faultOfPart(part);
        if (!part.empty() && part != ".") {
            clean += clean.empty() ? "" : "/";
            clean += part;
        }
        begin = end + 1;
    }
    if (fault == nullptr && isFile) {
        std::string folded = clean;
        std::transform(folded.begin(), folded.end(), folded.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        fault = clean.empty() ? "no name" : (m_met.insert(folded).second ? nullptr : "a name met before");
    }
    if (fault != nullptr) {
        return Error{ErrorCode::ArchiveUnsafe, fault, printable(path)};
    }
    return clean;
}

bool isHiddenEntry(std::string_view path)
{
    return path.starts_with('.') || path.find("/.") != std::string_view::npos || path.starts_with("__MACOSX/");
}

} // namespace saccade
