#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <unordered_map>

#include "engine/decode/encoded_source.h"
#include "engine/decode/list_rows.h"

namespace saccade {

/// The images that a CSV file lists: their paths are relative to the file's folder and stay below it, links aside.
class ListFile final : public EncodedSource
{
public:
    /// Reads the list and looks at size and time of each image. FileNotFound, FileUnreadable, FormatInvalid,
    /// DataSetEmpty, Cancelled. Blocks: some seconds for a million images.
    static Result<std::unique_ptr<ListFile>> open(const std::filesystem::path& file, std::stop_token stop);

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t fileCount() const override { return m_rows.size(); }
    [[nodiscard]] double shareRead() const override;
    [[nodiscard]] std::vector<Error> problems() const override { return m_problems; }
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const override { return m_root / name; }
    Result<void> read(const std::function<bool(EncodedFile)>& take) override;
    [[nodiscard]] Result<SourceLayout> layOut(const std::vector<std::string>& names) const override;

private:
    explicit ListFile(std::filesystem::path root) : m_root(std::move(root)) {}
    Result<void> lookAtImages(std::string_view text, const std::stop_token& stop);
    [[nodiscard]] bool isBelowRoot(const std::filesystem::path& folder);

    const std::filesystem::path m_root;
    std::vector<ListRow> m_rows;
    std::vector<Error> m_problems;
    std::unordered_map<std::string, bool> m_isBelowRoot; // by folder
    std::string m_fingerprint;
    std::atomic<std::size_t> m_read = 0;
};

} // namespace saccade
