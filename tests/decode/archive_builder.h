#pragma once

#include <filesystem>
#include <string>

#include "tests/decode/encoded_images.h"

struct archive;

enum class ArchiveKind
{
    Tar,
    TarGz,
    TarBz2,
    TarXz,
    TarZstd,
    TarGzGz,
    Zip,
    SevenZip
};

/// Writes an archive with libarchive, entry by entry; any name is taken as it is.
class ArchiveBuilder final
{
public:
    ArchiveBuilder(const std::filesystem::path& file, ArchiveKind kind);
    ~ArchiveBuilder();
    ArchiveBuilder(const ArchiveBuilder&) = delete;
    ArchiveBuilder& operator=(const ArchiveBuilder&) = delete;

    void addFile(const std::string& name, const FileBytes& bytes);
    void addFolder(const std::string& name);
    void addSymlink(const std::string& name, const std::string& target);
    void addHardlink(const std::string& name, const std::string& target);
    void addPipe(const std::string& name);
    /// Everything below the folder, in the file system's order.
    void addTree(const std::filesystem::path& folder);
    void finish();

private:
    void addEntry(const std::string& name, unsigned type, const FileBytes& bytes, const std::string& symlink,
                  const std::string& hardlink);

    archive* m_writer;
};
