#pragma once

#include <atomic>
#include <functional>

#include "engine/training/exported_network.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

/// A trainer whose run is a script.
class FakeTrainer final : public saccade::Trainer
{
public:
    using Script = std::function<saccade::RunReport(const saccade::TrainPlan& plan, const saccade::DataSet& dataSet,
                                                    saccade::TrainObserver& observer, std::stop_token stop)>;
    explicit FakeTrainer(Script script) : m_script(std::move(script)) {}

    [[nodiscard]] saccade::RunReport run(const saccade::TrainPlan& plan, const saccade::DataSet& dataSet,
                                         saccade::TrainObserver& observer, std::stop_token stop) override
    {
        return m_script(plan, dataSet, observer, stop);
    }

private:
    Script m_script;
};

/// Opens by a script. Decodes a "file" of bytes B as a 2x2 grey image of value B[0]; an empty one is damaged; read()
/// takes the length of the file's name for that byte, and finds no file whose name begins with "missing". The input is
/// filled with that byte plus 0, 1 or 2 for the resize mode.
class FakeImageReader final : public saccade::ImageReader
{
public:
    using Open = std::function<saccade::Result<saccade::DataSet>(
        const saccade::OpenRequest& request, std::stop_token stop,
        const std::function<void(const saccade::OpenProgress&)>& progress)>;
    explicit FakeImageReader(Open open = {}) : m_open(std::move(open)) {}

    [[nodiscard]] saccade::Result<saccade::DataSet>
    open(const saccade::OpenRequest& request, std::stop_token stop,
         const std::function<void(const saccade::OpenProgress&)>& progress) const override;
    [[nodiscard]] saccade::Result<saccade::ReadImage> decode(std::span<const std::uint8_t> bytes,
                                                             const std::filesystem::path& name,
                                                             const saccade::ResizeRule& rule) const override;
    [[nodiscard]] saccade::Result<saccade::ReadImage> read(const std::filesystem::path& file,
                                                           const saccade::ResizeRule& rule) const override;
    /// A file of each name, in their order, of one byte: the length of the name.
    [[nodiscard]] saccade::Result<void>
    readOriginals(const std::string& source, const std::set<std::string>& names, std::stop_token stop,
                  const std::function<bool(const saccade::OriginalFile&)>& take) const override;
    /// Fills the size with the image's first value plus the mode's number.
    [[nodiscard]] saccade::Image resize(saccade::ImageView image, const saccade::ResizeRule& rule) const override;

private:
    Open m_open;
};

/// Predicts with the certainty of a fake: the class is the image's first value modulo the model's class count, which is
/// the length of the tensor "answers", or else "answers.bias"; without them the weights do not fit. What it is less
/// than sure by setConfidence() goes to the next class.
class FakeComputeEngine final : public saccade::ComputeEngine
{
public:
    explicit FakeComputeEngine(FakeTrainer::Script script = {}) : m_script(std::move(script)) {}

    [[nodiscard]] std::string version() const override { return "fake"; }
    [[nodiscard]] std::vector<saccade::DeviceInfo> devices() const override { return {{"cpu", "a fake", 0}}; }
    [[nodiscard]] std::unique_ptr<saccade::Trainer> createTrainer() const override;
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::Predictor>>
    createPredictor(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors) const override;
    /// As createPredictor().
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::Predictor>>
    createRoundingPredictor(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                            const saccade::NamedByteScales& scales) const override;
    /// From -1 to 1 each.
    [[nodiscard]] saccade::Result<saccade::NamedRanges>
    measureRanges(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                  const std::vector<std::string>& nodes, const saccade::DataSet& dataSet,
                  const std::vector<std::int32_t>& indices, std::stop_token stop) const override;
    /// One byte: how many answers there are.
    [[nodiscard]] saccade::Result<std::vector<std::uint8_t>>
    encodeTorchScript(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                      const std::map<std::string, std::string>& extraFiles) const override;
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::Predictor>>
    openTorchScript(std::span<const std::uint8_t> archive, const saccade::InputLayer& input) const override;
    [[nodiscard]] saccade::Result<saccade::PredictionTable>
    evaluate(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors, const saccade::DataSet& dataSet,
             const std::vector<std::int32_t>& indices, saccade::EvaluationViews views,
             const saccade::EvaluationWatch& watch) const override;
    [[nodiscard]] saccade::Result<void> selfTest() const override { return {}; }
    [[nodiscard]] double measureProductSpeed() const override { return 1; }

    /// Of predictors made from now on.
    void setConfidence(float confidence) { m_confidence = confidence; }
    /// An evaluation does a quarter, then waits until it is let go or stopped.
    void holdEvaluations(bool holds) { m_holdsEvaluations = holds; }
    /// How many predictors were made or refused.
    [[nodiscard]] int predictorsAsked() const { return m_predictorsAsked; }

private:
    FakeTrainer::Script m_script;
    mutable std::atomic<int> m_predictorsAsked{0};
    std::atomic<float> m_confidence{1};
    std::atomic<bool> m_holdsEvaluations{false};
};

/// Opens every file as a network that answers like the fake engine with `classes` classes, but is `error` less sure.
class FakeNetworkOpener final : public saccade::ExportedNetworkOpener
{
public:
    explicit FakeNetworkOpener(std::size_t classes = 3, float error = 0) : m_classes(classes), m_error(error) {}

    void setError(float error) { m_error = error; }
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::ExportedNetwork>>
    open(std::span<const std::uint8_t> onnx, const saccade::ResizeRule& rule) const override;

private:
    std::size_t m_classes;
    std::atomic<float> m_error;
};
