#include "ui/models/resize_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

class ResizeText
{
    Q_DECLARE_TR_FUNCTIONS(ResizeText)
};

double areaOf(const PixelBox& box)
{
    return static_cast<double>(box.width) * box.height;
}

int percent(double share)
{
    return static_cast<int>(std::lround(100 * share));
}

QString squashEffect(ImageSize image, ImageSize input)
{
    const double across = static_cast<double>(input.width) / image.width;
    const double down = static_cast<double>(input.height) / image.height;
    return across < down ? ResizeText::tr("Its width is squeezed to %1 %.").arg(percent(across / down))
                         : ResizeText::tr("Its height is squeezed to %1 %.").arg(percent(down / across));
}

} // namespace

ResizeFacts resizeFacts(const DataSet& dataSet)
{
    ResizeFacts facts;
    const std::size_t count = dataSet.count();
    const int own = count > 0 ? dataSet.samples->front().width : 0;
    bool areEqualSquares = own > 0 && own <= kLargestOwnSide;
    for (std::size_t i = 0; i < count && !facts.example; ++i) {
        const Sample& sample = (*dataSet.samples)[i];
        facts.isResized = facts.isResized || sample.width != dataSet.size.width || sample.height != dataSet.size.height;
        areEqualSquares = areEqualSquares && sample.width == own && sample.height == own;
        if (std::int64_t{sample.width} * dataSet.size.height != std::int64_t{sample.height} * dataSet.size.width) {
            facts.example = i; // the network's size is a square: what follows changes nothing
        }
    }
    facts.autoSide = areEqualSquares ? own : kAutoSide;
    return facts;
}

QString resizeModeTitle(ResizeMode mode)
{
    switch (mode) {
    case ResizeMode::Squash: return ResizeText::tr("Stretch");
    case ResizeMode::Pad: return ResizeText::tr("Pad");
    case ResizeMode::Crop: return ResizeText::tr("Crop");
    }
    return {};
}

QString resizeModeHelp(ResizeMode mode)
{
    switch (mode) {
    case ResizeMode::Squash: return ResizeText::tr("The whole image, stretched to a square");
    case ResizeMode::Pad: return ResizeText::tr("The whole image in its proportion, with grey beside it");
    case ResizeMode::Crop: return ResizeText::tr("The middle of the image; its longer sides are cut off");
    }
    return {};
}

QString resizeSummary(const DataSet& dataSet)
{
    const ResizeFacts facts = resizeFacts(dataSet);
    const QString size = QStringLiteral("%1 × %2").arg(dataSet.size.width).arg(dataSet.size.height);
    if (!facts.isResized) {
        return ResizeText::tr("nothing is cropped or stretched");
    }
    if (!facts.example) {
        return ResizeText::tr("resized to %1").arg(size);
    }
    switch (dataSet.resize) {
    case ResizeMode::Squash: return ResizeText::tr("stretched to %1").arg(size);
    case ResizeMode::Pad: return ResizeText::tr("padded to %1").arg(size);
    case ResizeMode::Crop: return ResizeText::tr("cropped to %1").arg(size);
    }
    return {};
}

QString resizeEffect(ImageSize image, const ResizeRule& rule)
{
    const ResizeGeometry geometry = resizeGeometry(image, rule);
    const double used = areaOf(geometry.source) / std::max(1.0, areaOf({0, 0, image.width, image.height}));
    const double filled = areaOf(geometry.target) / std::max(1.0, areaOf({0, 0, rule.size.width, rule.size.height}));
    if (used < 1) {
        return ResizeText::tr("%1 % of it is cut off.").arg(percent(1 - used));
    }
    if (filled < 1) {
        return ResizeText::tr("%1 % of the input is padding.").arg(percent(1 - filled));
    }
    const bool isOblong = std::int64_t{image.width} * rule.size.height != std::int64_t{image.height} * rule.size.width;
    return isOblong && rule.mode == ResizeMode::Squash ? squashEffect(image, rule.size)
                                                       : ResizeText::tr("Nothing of it is lost.");
}

} // namespace saccade
