#include "tests/parity/parity_fixtures.h"

#include "tests/decode/encoded_images.h"
#include "tests/formats/reference_network.h"

using namespace saccade;

Result<std::vector<float>> ReferencePredictor::predict(const std::vector<ImageView>& images)
{
    std::vector<float> all;
    for (const ImageView& image : images) {
        const auto channels = static_cast<std::size_t>(image.size.channels);
        const std::size_t area = image.size.bytes() / channels;
        ImagePlanes planes(image.size.bytes());
        for (std::size_t i = 0; i < planes.size(); ++i) {
            planes[i % channels * area + i / channels] = image.pixels[i];
        }
        for (const double share :
             referenceProbabilities(m_model.network, m_model.tensors, planes, m_model.temperature)) {
            all.push_back(static_cast<float>(share));
        }
    }
    return all;
}

Result<HeatMap> ReferencePredictor::explain(ImageView /*image*/, int /*classIndex*/, HeatMapMethod /*method*/)
{
    return Error{ErrorCode::ExplainUnsupported, {}, {}};
}

std::vector<CheckImage> photographs()
{
    std::vector<CheckImage> images;
    for (int i = 0; i < 12; ++i) {
        // Lines that a resize without antialiasing steps over.
        Image image = makeGradient({90 + i, 120, 3}, 7 * i);
        for (std::size_t p = 0; p < image.pixels.size(); p += 9) {
            image.pixels[p] = static_cast<std::uint8_t>(255 - image.pixels[p]);
        }
        images.push_back({"photograph " + std::to_string(i), i % 5, encodeJpeg(image)});
    }
    return images;
}
