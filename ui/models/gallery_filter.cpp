#include "ui/models/gallery_filter.h"

#include <algorithm>

#include "ui/text/format.h"

namespace saccade {

bool GalleryFilter::accepts(const PredictionTable& table, std::size_t place) const
{
    const int label = table.labels[place];
    const int answer = table.predicted[place];
    const auto confidence = static_cast<double>(table.confidences[place]);
    if (places && !std::binary_search(places->begin(), places->end(), place)) {
        return false;
    }
    return (!truth || *truth == label) && (!predicted || *predicted == answer) && (!onlyMistakes || label != answer) &&
           (above <= 0 || confidence > above) && (upTo >= 1 || confidence <= upTo);
}

std::vector<FilterPart> GalleryFilter::parts() const
{
    std::vector<FilterPart> parts;
    const auto add = [&parts](FilterPart part, bool isThere) {
        if (isThere) {
            parts.push_back(part);
        }
    };
    add(FilterPart::Places, places.has_value());
    add(FilterPart::Truth, truth.has_value());
    add(FilterPart::Predicted, predicted.has_value());
    add(FilterPart::Mistakes, onlyMistakes);
    add(FilterPart::Confidence, above > 0 || upTo < 1);
    return parts;
}

QString GalleryFilter::textOf(FilterPart part, const QStringList& classNames) const
{
    switch (part) {
    case FilterPart::Truth: return tr("Truth %1").arg(classNames.value(truth.value_or(-1)));
    case FilterPart::Predicted: return tr("Predicted %1").arg(classNames.value(predicted.value_or(-1)));
    case FilterPart::Mistakes: return tr("Only mistakes");
    case FilterPart::Confidence:
        //: from, to
        return tr("Confidence %1–%2").arg(formatNumber(above * 100, 0), formatPercent(upTo, 0));
    case FilterPart::Places: return placesTitle;
    }
    return {};
}

void GalleryFilter::remove(FilterPart part)
{
    switch (part) {
    case FilterPart::Truth: truth.reset(); break;
    case FilterPart::Predicted: predicted.reset(); break;
    case FilterPart::Mistakes: onlyMistakes = false; break;
    case FilterPart::Confidence:
        above = 0;
        upTo = 1;
        break;
    case FilterPart::Places:
        places.reset();
        placesTitle.clear();
        break;
    }
}

} // namespace saccade
