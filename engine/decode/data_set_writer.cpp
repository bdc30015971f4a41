#include "engine/decode/data_set_writer.h"

#include <algorithm>
#include <numeric>

#include "engine/decode/resize.h"

namespace saccade {

Result<void> DataSetWriter::add(DecodedFile file)
{
    if (!file.state) {
        m_problems.push_back(file.state.error());
        return {};
    }
    if (Result<void> settled = settleSize(file); !settled) {
        return settled;
    }
    if (!m_thumbnails && !(file.isInputOriginal && file.width == m_size.width)) {
        if (Result<void> started = startThumbnails(); !started) {
            return started;
        }
    }
    if (m_thumbnails) {
        if (Result<void> kept = appendThumbnail(file.isInputOriginal ? file.input : file.thumbnail); !kept) {
            return kept;
        }
    }
    if (file.input.size != m_size) {
        file.input = fitImage(viewOf(file.input), {m_size, m_mode});
    }
    m_files.push_back({std::move(file.name), file.width, file.height, file.bytes});
    return m_pixels->append(file.input.pixels);
}

// Decides on m_size with the first image, and changes it when a later one contradicts.
Result<void> DataSetWriter::settleSize(const DecodedFile& file)
{
    ImageSize size = m_size;
    size.channels = std::max(size.channels, file.input.size.channels);
    if (!m_pixels) {
        size.height = file.input.size.height;
        size.width = file.input.size.width;
        m_isSideKnown = m_isSideKnown || !file.isInputOriginal;
    } else if (!m_isSideKnown && file.input.size.width != m_size.width) {
        size.height = size.width = kAutoSide;
        m_isSideKnown = true;
    } else if (!m_isSideKnown && !file.isInputOriginal) {
        m_isSideKnown = true; // the side chosen so far happens to be kAutoSide
    }
    return size == m_size ? Result<void>() : changeSize(size);
}

Result<void> DataSetWriter::changeSize(ImageSize size)
{
    if (m_pixels && !m_thumbnails && size.width != m_size.width) {
        if (Result<void> started = startThumbnails(); !started) {
            return started;
        }
    }
    Result<std::unique_ptr<BlobFile>> fresh = m_entry.newBlob();
    if (!fresh) {
        return fresh.error();
    }
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const Result<Image> image = readBack(i);
        if (!image) {
            return image.error();
        }
        if (Result<void> appended = (*fresh)->append(fitImage(viewOf(*image), {size, m_mode}).pixels); !appended) {
            return appended;
        }
    }
    if (m_pixels) {
        m_entry.discard(std::move(m_pixels));
    }
    m_pixels = *std::move(fresh);
    m_size = size;
    return {};
}

// Until now every image was its own thumbnail.
Result<void> DataSetWriter::startThumbnails()
{
    Result<std::unique_ptr<BlobFile>> fresh = m_entry.newBlob();
    if (!fresh) {
        return fresh.error();
    }
    m_thumbnails = *std::move(fresh);
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const Result<Image> image = readBack(i);
        if (!image) {
            return image.error();
        }
        if (Result<void> appended = appendThumbnail(*image); !appended) {
            return appended;
        }
    }
    return {};
}

Result<void> DataSetWriter::appendThumbnail(const Image& image)
{
    m_thumbnailPlaces.push_back({m_thumbnails->size(), image.size});
    return m_thumbnails->append(image.pixels);
}

Result<Image> DataSetWriter::readBack(std::size_t index)
{
    Image image{m_size, std::vector<std::uint8_t>(m_size.bytes())};
    if (const Result<void> read = m_pixels->read(index * m_size.bytes(), image.pixels); !read) {
        return read.error();
    }
    return image;
}

void DataSetWriter::fillIndex(PixelIndex& index, const std::vector<Placement>& placements) const
{
    // By name, whatever the order in the source: a folder and its archive are the same data set.
    std::vector<std::size_t> order(m_files.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return m_files[a].name < m_files[b].name; });
    auto samples = std::make_shared<std::vector<Sample>>();
    for (const std::size_t i : order) {
        if (placements[i].label < 0) {
            continue;
        }
        const File& file = m_files[i];
        const Placement& placement = placements[i];
        samples->push_back(
            {file.name, placement.label, placement.part, file.width, file.height, file.bytes, placement.group});
        index.pixels.push_back({i * m_size.bytes(), m_size});
        if (m_thumbnails) {
            index.thumbnails.push_back(m_thumbnailPlaces[i]);
        }
    }
    index.set.samples = std::move(samples);
    index.set.size = m_size;
    index.set.resize = m_mode;
}

Result<DataSet> DataSetWriter::finish(DataSet set, const EncodedSource& source)
{
    std::vector<std::string> names;
    for (const File& file : m_files) {
        names.push_back(file.name);
    }
    Result<SourceLayout> layout = source.layOut(names);
    if (!layout) {
        const Error& error = layout.error();
        return Error{error.code, error.detail, error.path.empty() ? std::filesystem::path(set.source) : error.path};
    }
    PixelIndex index;
    index.fingerprint = source.fingerprint();
    index.set = std::move(set);
    index.set.classNames = std::move(layout->classNames);
    index.set.hasGivenTest = layout->hasGivenTest;
    index.set.hasGivenValidation = layout->hasGivenValidation;
    index.set.hasOnlyTestFiles = layout->hasOnlyTestFiles;
    fillIndex(index, layout->placements);
    std::vector<Error>& problems = index.set.problems;
    problems = source.problems();
    problems.insert(problems.end(), m_problems.begin(), m_problems.end());
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (layout->placements[i].label < 0) {
            problems.push_back({ErrorCode::ImageUnsupported, layout->placements[i].reason, source.pathOf(names[i])});
        }
    }
    for (const std::string& folder : layout->emptyClasses) {
        problems.push_back({ErrorCode::DataSetEmpty, "", source.pathOf(folder)});
    }
    return m_entry.finish(std::move(index), std::move(m_pixels), std::move(m_thumbnails));
}

} // namespace saccade
