#include "app/cli/source_prediction.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/cli/data_source.h"
#include "engine/data/raw_source.h"
#include "engine/data/source_kind.h"

namespace saccade {

namespace {

constexpr std::size_t kAtOnce = 64;

} // namespace

bool isDataSetFile(const std::string& path)
{
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
        const Result<std::unique_ptr<RawSource>> source = openRawSource(path);
        return !source || *source != nullptr;
    }
    const SourceKind kind = sourceKindOf(path);
    return kind == SourceKind::Pixels || kind == SourceKind::List || kind == SourceKind::Archive;
}

Result<void>
predictSource(const std::string& path, const SourceClassifier& classifier, Output& output, const std::stop_token& stop,
              const std::function<void(const std::string& name, const std::vector<float>& probabilities)>& tell)
{
    const Result<DataSet> set = openSource(path, {classifier.rule.size.height, classifier.rule.mode}, output, stop);
    if (!set) {
        return set.error();
    }
    for (std::size_t first = 0; first < set->count(); first += kAtOnce) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        const std::size_t count = std::min(kAtOnce, set->count() - first);
        std::vector<Image> fitted;
        std::vector<ImageView> views;
        fitted.reserve(count);
        for (std::size_t i = first; i < first + count; ++i) {
            fitted.push_back(classifier.reader->resize(set->pixels->image(i), classifier.rule));
            views.push_back(viewOf(fitted.back()));
        }
        const Result<std::vector<float>> all = classifier.predictor->predict(views);
        if (!all) {
            return all.error();
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto begin = all->begin() + static_cast<std::ptrdiff_t>(i * classifier.classes);
            tell((*set->samples)[first + i].name,
                 std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(classifier.classes)));
        }
    }
    return {};
}

} // namespace saccade
