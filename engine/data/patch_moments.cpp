#include <algorithm>

#include "engine/data/pixel_statistics.h"

namespace saccade {

namespace {

// Whole-number sums over every patch position, so that the order of the images does not matter.
class PatchSums final
{
public:
    PatchSums(ImageSize size, int kernel)
        : m_size(size),
          m_kernel(kernel),
          m_components(size.channels * kernel * kernel),
          m_planes(size.bytes()),
          m_plain(static_cast<std::size_t>(m_components)),
          m_products(static_cast<std::size_t>(m_components) * static_cast<std::size_t>(m_components))
    {}

    void add(ImageView image)
    {
        const auto channels = static_cast<std::size_t>(m_size.channels);
        const std::size_t area = m_planes.size() / channels;
        for (std::size_t i = 0; i < m_planes.size(); ++i) {
            m_planes[i % channels * area + i / channels] = image.pixels[i];
        }
        for (int a = 0; a < m_components; ++a) {
            addPlain(a);
            for (int b = a; b < m_components; ++b) {
                addProduct(a, b);
            }
        }
        m_positions += static_cast<std::uint64_t>(rows()) * static_cast<std::uint64_t>(columns());
    }

    [[nodiscard]] std::vector<double> moments(const Normalisation& normalisation) const;

private:
    [[nodiscard]] int rows() const { return m_size.height - m_kernel + 1; }
    [[nodiscard]] int columns() const { return m_size.width - m_kernel + 1; }
    [[nodiscard]] std::size_t channelOf(int component) const
    {
        return static_cast<std::size_t>(component / (m_kernel * m_kernel));
    }
    [[nodiscard]] const std::uint8_t* row(int component, int y) const
    {
        const int inside = component % (m_kernel * m_kernel);
        const int line = component / (m_kernel * m_kernel) * m_size.height + inside / m_kernel + y;
        return m_planes.data() + line * m_size.width + inside % m_kernel;
    }
    [[nodiscard]] std::size_t cell(int a, int b) const
    {
        return static_cast<std::size_t>(a) * static_cast<std::size_t>(m_components) + static_cast<std::size_t>(b);
    }

    void addPlain(int component)
    {
        for (int y = 0; y < rows(); ++y) {
            const std::uint8_t* values = row(component, y);
            std::uint32_t sum = 0;
            for (int x = 0; x < columns(); ++x) {
                sum += values[x];
            }
            m_plain[static_cast<std::size_t>(component)] += sum;
        }
    }

    void addProduct(int a, int b)
    {
        std::uint64_t total = 0;
        for (int y = 0; y < rows(); ++y) {
            const std::uint8_t* left = row(a, y);
            const std::uint8_t* right = row(b, y);
            std::uint32_t sum = 0;
            for (int x = 0; x < columns(); ++x) {
                sum += static_cast<std::uint32_t>(left[x]) * right[x];
            }
            total += sum;
        }
        m_products[cell(a, b)] += total;
    }

    ImageSize m_size;
    int m_kernel;
    int m_components;
    std::vector<std::uint8_t> m_planes; // the current image, channel by channel
    std::vector<std::uint64_t> m_plain;
    std::vector<std::uint64_t> m_products; // upper triangle
    std::uint64_t m_positions = 0;
};

// With x = (p - s) / d, s = 255 mean and d = 255 deviation: sum(x x') = (sum(p p') - s' sum(p) - s sum(p') + n s s') /
// (d d').
std::vector<double> PatchSums::moments(const Normalisation& normalisation) const
{
    std::vector<double> result(m_products.size());
    const auto n = static_cast<double>(std::max<std::uint64_t>(1, m_positions));
    for (int a = 0; a < m_components; ++a) {
        for (int b = a; b < m_components; ++b) {
            const double shiftA = 255.0 * normalisation.mean[channelOf(a)];
            const double shiftB = 255.0 * normalisation.mean[channelOf(b)];
            const double scale =
                255.0 * 255.0 * normalisation.deviation[channelOf(a)] * normalisation.deviation[channelOf(b)];
            const double meanA = static_cast<double>(m_plain[static_cast<std::size_t>(a)]) / n;
            const double meanB = static_cast<double>(m_plain[static_cast<std::size_t>(b)]) / n;
            const double product = static_cast<double>(m_products[cell(a, b)]) / n;
            const double moment = m_positions == 0 ? 0.0 : product - shiftB * meanA - shiftA * meanB + shiftA * shiftB;
            result[cell(a, b)] = result[cell(b, a)] = moment / scale;
        }
    }
    return result;
}

} // namespace

std::vector<double> computePatchMoments(const DataSet& dataSet, const std::vector<std::int32_t>& indices,
                                        const Normalisation& normalisation, int kernel)
{
    PatchSums sums(dataSet.size, kernel);
    if (kernel <= dataSet.size.height && kernel <= dataSet.size.width) {
        for (const std::int32_t index : indices) {
            sums.add(dataSet.pixels->image(static_cast<std::size_t>(index)));
        }
    }
    return sums.moments(normalisation);
}

} // namespace saccade
