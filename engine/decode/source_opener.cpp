#include "engine/decode/source_opener.h"

#include <system_error>

#include "engine/data/source_kind.h"
#include "engine/decode/archive_source.h"
#include "engine/decode/image_folder.h"
#include "engine/decode/list_file.h"
#include "engine/decode/raw_images.h"

namespace saccade {

namespace fs = std::filesystem;

Result<std::unique_ptr<EncodedSource>> openEncodedSource(const fs::path& path, std::stop_token stop)
{
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (!fs::exists(status)) {
        const bool isMissing = status.type() == fs::file_type::not_found;
        return Error{isMissing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, failed.message(), path};
    }
    if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
        return Error{ErrorCode::SourceUnsupported, "neither a file nor a folder", path};
    }
    if (Result<std::unique_ptr<EncodedSource>> raw = openRawImages(path); !raw || *raw) {
        return raw;
    }
    if (fs::is_directory(status)) {
        Result<std::unique_ptr<ImageFolder>> folder = ImageFolder::scan(path, std::move(stop));
        return folder ? Result<std::unique_ptr<EncodedSource>>(*std::move(folder)) : folder.error();
    }
    if (sourceKindOf(path) == SourceKind::List) {
        Result<std::unique_ptr<ListFile>> list = ListFile::open(path, std::move(stop));
        return list ? Result<std::unique_ptr<EncodedSource>>(*std::move(list)) : list.error();
    }
    Result<std::unique_ptr<ArchiveSource>> archive = ArchiveSource::open(path);
    return archive ? Result<std::unique_ptr<EncodedSource>>(*std::move(archive)) : archive.error();
}

fs::path sourcePath(const std::string& source)
{
    std::error_code failed;
    const fs::path path = fs::absolute(source, failed).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

} // namespace saccade
