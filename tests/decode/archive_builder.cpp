#include "tests/decode/archive_builder.h"

#include <fstream>
#include <iterator>

#include <archive.h>
#include <archive_entry.h>

ArchiveBuilder::ArchiveBuilder(const std::filesystem::path& file, ArchiveKind kind) : m_writer(archive_write_new())
{
    switch (kind) {
    case ArchiveKind::Tar:
    case ArchiveKind::Zip:
    case ArchiveKind::SevenZip: break;
    case ArchiveKind::TarGz: archive_write_add_filter_gzip(m_writer); break;
    case ArchiveKind::TarBz2: archive_write_add_filter_bzip2(m_writer); break;
    case ArchiveKind::TarXz: archive_write_add_filter_xz(m_writer); break;
    case ArchiveKind::TarZstd: archive_write_add_filter_zstd(m_writer); break;
    case ArchiveKind::TarGzGz:
        archive_write_add_filter_gzip(m_writer);
        archive_write_add_filter_gzip(m_writer);
        break;
    }
    if (kind == ArchiveKind::Zip) {
        archive_write_set_format_zip(m_writer);
    } else if (kind == ArchiveKind::SevenZip) {
        archive_write_set_format_7zip(m_writer);
    } else {
        archive_write_set_format_pax_restricted(m_writer);
    }
    archive_write_open_filename(m_writer, file.c_str());
}

ArchiveBuilder::~ArchiveBuilder()
{
    archive_write_free(m_writer);
}

void ArchiveBuilder::finish()
{
    archive_write_close(m_writer);
}

void ArchiveBuilder::addEntry(const std::string& name, unsigned type, const FileBytes& bytes,
                              const std::string& symlink, const std::string& hardlink)
{
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, type == AE_IFDIR ? 0755 : 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    if (!symlink.empty()) {
        archive_entry_set_symlink(entry, symlink.c_str());
    }
    if (!hardlink.empty()) {
        archive_entry_set_hardlink(entry, hardlink.c_str());
    }
    archive_write_header(m_writer, entry);
    archive_write_data(m_writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
}

void ArchiveBuilder::addFile(const std::string& name, const FileBytes& bytes)
{
    addEntry(name, AE_IFREG, bytes, {}, {});
}

void ArchiveBuilder::addFolder(const std::string& name)
{
    addEntry(name, AE_IFDIR, {}, {}, {});
}

void ArchiveBuilder::addSymlink(const std::string& name, const std::string& target)
{
    addEntry(name, AE_IFLNK, {}, target, {});
}

void ArchiveBuilder::addHardlink(const std::string& name, const std::string& target)
{
    addEntry(name, AE_IFREG, {}, {}, target);
}

void ArchiveBuilder::addPipe(const std::string& name)
{
    addEntry(name, AE_IFIFO, {}, {}, {});
}

void ArchiveBuilder::addTree(const std::filesystem::path& folder)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).string();
        if (entry.is_directory()) {
            addFolder(name + "/");
        } else {
            std::ifstream file(entry.path(), std::ios::binary);
            addFile(name, FileBytes(std::istreambuf_iterator<char>(file), {}));
        }
    }
}
