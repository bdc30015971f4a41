#include "tests/support/fake_engine.h"

#include <chrono>
#include <thread>

namespace {

class FakePredictor final : public saccade::Predictor
{
public:
    explicit FakePredictor(std::size_t classCount, float confidence = 1)
        : m_classCount(classCount), m_confidence(confidence)
    {}

    [[nodiscard]] saccade::Result<std::vector<float>> predict(const std::vector<saccade::ImageView>& images) override
    {
        std::vector<float> probabilities;
        for (const saccade::ImageView& image : images) {
            std::vector<float> one(m_classCount, 0.0F);
            one[image.pixels[0] % m_classCount] = m_confidence;
            one[(image.pixels[0] + 1U) % m_classCount] += 1 - m_confidence;
            probabilities.insert(probabilities.end(), one.begin(), one.end());
        }
        return probabilities;
    }
    /// 1 at the pixel whose number is the class's, 0 elsewhere.
    [[nodiscard]] saccade::Result<saccade::HeatMap> explain(saccade::ImageView image, int classIndex,
                                                            saccade::HeatMapMethod method) override
    {
        saccade::HeatMap map;
        map.height = map.nodeHeight = image.size.height;
        map.width = map.nodeWidth = image.size.width;
        map.values.assign(static_cast<std::size_t>(map.height) * static_cast<std::size_t>(map.width), 0.0F);
        map.values[static_cast<std::size_t>(classIndex) % map.values.size()] = 1;
        map.node = saccade::kHeatMapMethodNames[static_cast<std::size_t>(method)];
        return map;
    }

private:
    std::size_t m_classCount;
    float m_confidence;
};

class FakeExportedNetwork final : public saccade::ExportedNetwork
{
public:
    FakeExportedNetwork(std::size_t classes, float error, int mode) : m_classes(classes), m_error(error), m_mode(mode)
    {}

    [[nodiscard]] saccade::Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        Answer answer;
        answer.probabilities.assign(m_classes, 0);
        const auto label = static_cast<std::size_t>(imageFile[0] + m_mode) % m_classes;
        answer.probabilities[label] = 1 - m_error;
        answer.probabilities[(label + 1) % m_classes] += m_error;
        answer.networkMs = 0.25;
        return answer;
    }

private:
    std::size_t m_classes;
    float m_error;
    int m_mode;
};

saccade::Image filled(saccade::ImageSize size, std::uint8_t value)
{
    return {size, std::vector<std::uint8_t>(size.bytes(), value)};
}

saccade::Image filled(const saccade::ResizeRule& rule, std::uint8_t value)
{
    return filled(rule.size, static_cast<std::uint8_t>(value + static_cast<int>(rule.mode)));
}

} // namespace

saccade::Result<saccade::DataSet>
FakeImageReader::open(const saccade::OpenRequest& request, std::stop_token stop,
                      const std::function<void(const saccade::OpenProgress&)>& progress) const
{
    return m_open(request, stop, progress);
}

saccade::Result<saccade::ReadImage> FakeImageReader::decode(std::span<const std::uint8_t> bytes,
                                                            const std::filesystem::path& name,
                                                            const saccade::ResizeRule& rule) const
{
    if (bytes.empty()) {
        return saccade::Error{saccade::ErrorCode::ImageDamaged, "no bytes", name};
    }
    return saccade::ReadImage{filled(saccade::ImageSize{2, 2, 1}, bytes[0]), filled(rule, bytes[0])};
}

saccade::Result<saccade::ReadImage> FakeImageReader::read(const std::filesystem::path& file,
                                                          const saccade::ResizeRule& rule) const
{
    const std::string name = file.filename().string();
    if (name.starts_with("missing")) {
        return saccade::Error{saccade::ErrorCode::FileNotFound, {}, file};
    }
    const std::uint8_t value = static_cast<std::uint8_t>(name.size());
    return decode({&value, 1}, file, rule);
}

saccade::Result<void>
FakeImageReader::readOriginals(const std::string& /*source*/, const std::set<std::string>& names,
                               std::stop_token /*stop*/,
                               const std::function<bool(const saccade::OriginalFile&)>& take) const
{
    for (const std::string& name : names) {
        if (!take({name, {static_cast<std::uint8_t>(name.size())}, false})) {
            break;
        }
    }
    return {};
}

saccade::Image FakeImageReader::resize(saccade::ImageView image, const saccade::ResizeRule& rule) const
{
    return filled(rule, image.pixels[0]);
}

std::unique_ptr<saccade::Trainer> FakeComputeEngine::createTrainer() const
{
    return m_script ? std::make_unique<FakeTrainer>(m_script) : nullptr;
}

saccade::Result<std::unique_ptr<saccade::Predictor>>
FakeComputeEngine::createPredictor(const saccade::LayerGraph&, const saccade::NamedTensors& tensors) const
{
    ++m_predictorsAsked;
    auto answers = tensors.find("answers");
    if (answers == tensors.end()) {
        answers = tensors.find("answers.bias");
    }
    if (answers == tensors.end()) {
        return saccade::Error{saccade::ErrorCode::WeightsMismatch, "answers", {}};
    }
    std::unique_ptr<saccade::Predictor> predictor =
        std::make_unique<FakePredictor>(answers->second.values.size(), m_confidence);
    return predictor;
}

saccade::Result<std::unique_ptr<saccade::Predictor>>
FakeComputeEngine::createRoundingPredictor(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                                           const saccade::NamedByteScales& /*scales*/) const
{
    return createPredictor(graph, tensors);
}

saccade::Result<saccade::NamedRanges>
FakeComputeEngine::measureRanges(const saccade::LayerGraph&, const saccade::NamedTensors&,
                                 const std::vector<std::string>& nodes, const saccade::DataSet&,
                                 const std::vector<std::int32_t>&, std::stop_token) const
{
    saccade::NamedRanges ranges;
    for (const std::string& node : nodes) {
        ranges[node] = {-1, 1};
    }
    return ranges;
}

saccade::Result<std::vector<std::uint8_t>>
FakeComputeEngine::encodeTorchScript(const saccade::LayerGraph&, const saccade::NamedTensors& tensors,
                                     const std::map<std::string, std::string>&) const
{
    auto answers = tensors.find("answers");
    if (answers == tensors.end()) {
        answers = tensors.find("answers.bias");
    }
    const std::size_t count = answers == tensors.end() ? 1 : answers->second.values.size();
    return std::vector<std::uint8_t>{static_cast<std::uint8_t>(count)};
}

saccade::Result<std::unique_ptr<saccade::Predictor>>
FakeComputeEngine::openTorchScript(std::span<const std::uint8_t> archive, const saccade::InputLayer&) const
{
    std::unique_ptr<saccade::Predictor> predictor = std::make_unique<FakePredictor>(archive.front());
    return predictor;
}

saccade::Result<saccade::PredictionTable>
FakeComputeEngine::evaluate(const saccade::LayerGraph&, const saccade::NamedTensors&, const saccade::DataSet& dataSet,
                            const std::vector<std::int32_t>& indices, saccade::EvaluationViews,
                            const saccade::EvaluationWatch& watch) const
{
    if (m_holdsEvaluations && watch.progress) {
        watch.progress(0.25);
    }
    while (m_holdsEvaluations && !watch.stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (watch.stop.stop_requested()) {
        return saccade::Error{saccade::ErrorCode::Cancelled, {}, {}};
    }
    saccade::PredictionTable table;
    table.classCount = static_cast<int>(dataSet.classNames.size());
    for (const std::int32_t index : indices) {
        const std::int32_t label = (*dataSet.samples)[static_cast<std::size_t>(index)].label;
        table.indices.push_back(index);
        table.labels.push_back(label);
        table.predicted.push_back(label);
        table.confidences.push_back(1);
        table.losses.push_back(0);
    }
    return table;
}

saccade::Result<std::unique_ptr<saccade::ExportedNetwork>>
FakeNetworkOpener::open(std::span<const std::uint8_t>, const saccade::ResizeRule& rule) const
{
    return std::unique_ptr<saccade::ExportedNetwork>(
        std::make_unique<FakeExportedNetwork>(m_classes, m_error, static_cast<int>(rule.mode)));
}
