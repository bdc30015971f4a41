#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "engine/decode/encoded_source.h"

namespace saccade {

/// The regular files below a folder, sorted by name. Hidden files are passed over; links, pipes and unreadable folders
/// become problems.
class ImageFolder final : public EncodedSource
{
public:
    /// Walks the folder. FileNotFound, FileUnreadable, Cancelled. Blocks: about a second for a million files.
    static Result<std::unique_ptr<ImageFolder>> scan(const std::filesystem::path& folder, std::stop_token stop);

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t fileCount() const override { return m_files.size(); }
    [[nodiscard]] double shareRead() const override;
    [[nodiscard]] std::vector<Error> problems() const override { return m_problems; }
    [[nodiscard]] Result<SourceLayout> layOut(const std::vector<std::string>& names) const override;
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const override { return m_root / name; }
    Result<void> read(const std::function<bool(EncodedFile)>& take) override;

private:
    struct File
    {
        std::string name;
        std::int64_t bytes = 0;
        std::int64_t changedNs = 0;
    };

    explicit ImageFolder(std::filesystem::path root) : m_root(std::move(root)) {}
    Result<void> walk(std::stop_token stop);
    void addEntry(const std::filesystem::directory_entry& entry, const std::string& name, std::size_t depth,
                  std::vector<std::pair<std::string, std::size_t>>& pending);
    void fingerprintFiles();

    std::filesystem::path m_root;
    std::vector<File> m_files;
    std::vector<std::string> m_folders;
    std::vector<Error> m_problems;
    std::string m_fingerprint;
    std::atomic<std::size_t> m_read = 0;
};

} // namespace saccade
