#include "engine/decode/raw_images.h"

#include "engine/decode/cifar_archive.h"

namespace saccade {

namespace {

class RawImages final : public EncodedSource
{
public:
    RawImages(std::filesystem::path path, std::unique_ptr<RawSource> source)
        : m_path(std::move(path)), m_source(std::move(source))
    {}

    [[nodiscard]] const std::string& fingerprint() const override { return m_source->fingerprint(); }
    [[nodiscard]] std::size_t fileCount() const override { return m_source->imageCount(); }
    [[nodiscard]] double shareRead() const override { return m_source->shareRead(); }
    [[nodiscard]] bool isSlowAt(int side) const override { return m_source->isSlowAt(side); }
    [[nodiscard]] std::vector<Error> problems() const override { return m_source->problems(); }
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const override { return m_path / name; }
    Result<void> read(const std::function<bool(EncodedFile)>& take) override
    {
        return m_source->read([&take](RawImage image) {
            return take({std::move(image.name), {}, {}, std::move(image.pixels)});
        });
    }
    [[nodiscard]] Result<SourceLayout> layOut(const std::vector<std::string>& names) const override;

private:
    const std::filesystem::path m_path;
    const std::unique_ptr<RawSource> m_source;
};

// Plain pixels cannot be damaged one by one: the names are those of all images, in their order.
Result<SourceLayout> RawImages::layOut(const std::vector<std::string>& names) const
{
    const Result<RawLayout> raw = m_source->layout();
    if (!raw) {
        return raw.error();
    }
    if (raw->labels.size() != names.size() || names.empty()) {
        return Error{ErrorCode::DataSetEmpty, std::to_string(names.size()) + " images", {}};
    }
    if (raw->classNames.size() < 2) {
        return Error{ErrorCode::TooFewClasses, raw->classNames.front(), {}};
    }
    SourceLayout layout;
    layout.classNames = raw->classNames;
    layout.hasGivenTest = raw->hasGivenTest;
    layout.hasOnlyTestFiles = raw->hasOnlyTestFiles;
    for (std::size_t i = 0; i < names.size(); ++i) {
        layout.placements.push_back({raw->labels[i], raw->parts[i], ""});
    }
    return layout;
}

} // namespace

Result<std::unique_ptr<EncodedSource>> openRawImages(const std::filesystem::path& path)
{
    Result<std::unique_ptr<RawSource>> source = openRawSource(path);
    if (source && !*source) {
        source = openCifarArchive(path);
    }
    if (!source) {
        return source.error();
    }
    std::unique_ptr<EncodedSource> images;
    if (*source) {
        images = std::make_unique<RawImages>(path, *std::move(source));
    }
    return images;
}

} // namespace saccade
