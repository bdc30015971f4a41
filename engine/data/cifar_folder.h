#pragma once

#include <atomic>

#include "engine/data/cifar_format.h"

namespace saccade {

/// The CIFAR files of a folder, with the names files beside them when they are there.
class CifarFolder final : public RawSource
{
public:
    /// A folder, or one of its files: then those of the same set. FileNotFound, FileUnreadable, FormatInvalid,
    /// SourceUnsupported (CIFAR-10 and CIFAR-100 in one folder, none chosen). Reads the names only. Blocks.
    static Result<std::unique_ptr<CifarFolder>> open(const std::filesystem::path& folderOrFile);

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t imageCount() const override;
    [[nodiscard]] double shareRead() const override;
    [[nodiscard]] bool isSlowAt(int side) const override;
    [[nodiscard]] std::vector<Error> problems() const override { return {}; }
    Result<void> read(const std::function<bool(RawImage)>& take) override;
    [[nodiscard]] Result<RawLayout> layout() const override;

private:
    struct File
    {
        std::filesystem::path path;
        CifarFile content;
        std::uint64_t bytes = 0;
    };

    explicit CifarFolder(CifarKind kind) : m_kind(kind), m_reader(kind) {}
    Result<void> addFile(const std::filesystem::path& path, const CifarFile& content);
    Result<void> addNames(const std::filesystem::path& path);

    const CifarKind m_kind;
    CifarReader m_reader;
    std::vector<File> m_files;
    std::uint64_t m_bytes = 0;
    std::string m_stamps;
    std::string m_fingerprint;
    std::atomic<std::size_t> m_read = 0;
};

/// The folder has files named as CIFAR's are; train.bin and test.bin, whose names tell little, count when no folder
/// lies beside them or the class names do.
[[nodiscard]] bool isCifarFolder(const std::filesystem::path& folder);
/// A file named as CIFAR's are.
[[nodiscard]] bool isCifarFile(const std::filesystem::path& file);

} // namespace saccade
