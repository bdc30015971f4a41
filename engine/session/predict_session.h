#pragma once

#include <QObject>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/session/engine_loader.h"
#include "engine/session/recent_times.h"

namespace saccade {

/// A network with its weights and the names of its classes: all that prediction needs.
struct Model
{
    std::string title; ///< for people, e.g. the run's title and "best, epoch 4"
    LayerGraph network;
    std::shared_ptr<const NamedTensors> tensors;
    std::vector<std::string> classNames;
    ResizeMode resize = ResizeMode::Squash; ///< as the images were that it learned from
    std::optional<double> rejectThreshold;  ///< an answer with less probability than this is "unknown"
    std::filesystem::path source;           ///< the run folder or file that it was read from; empty: of neither
    double temperature = 1;                 ///< that a person accepted; it is in the weights already
};

/// One image to classify: a file, encoded bytes (a browser's drop), or pixels (the clipboard).
struct PredictInput
{
    std::string name; ///< for people
    std::variant<std::filesystem::path, std::vector<std::uint8_t>, Image> content;
};

struct Prediction
{
    std::uint64_t id = 0; ///< as submit() gave it
    std::string name;
    std::filesystem::path file; ///< empty when it was none
    std::int64_t fileTime = 0;  ///< see lastChangeOf()
    std::string modelTitle;
    std::filesystem::path modelSource;      ///< see Model::source
    std::vector<std::string> classNames;    ///< of the model that answered
    ReadImage image;                        ///< empty on a decode error; a large original comes reduced, see kShownSide
    ImageSize originalSize;                 ///< before that
    ResizeMode resize = ResizeMode::Squash; ///< how it became the network's input
    std::vector<float> probabilities;       ///< by class
    std::optional<double> rejectThreshold;  ///< of the model that answered
    double decodeMs = 0;                    ///< reading and decoding
    double resizeMs = 0;                    ///< to the network's input
    double networkMs = 0;                   ///< the network alone
    std::optional<Error> error;
};

/// Longer side of Prediction::image.original at most: enough to look at, and a hundred photographs fit into memory.
inline constexpr int kShownSide = 1024;

/// Classifies images on its own worker thread with its own copy of the weights; never waits for a training. UI thread.
class PredictSession final : public QObject
{
    Q_OBJECT

public:
    explicit PredictSession(EngineLoader& loader, QObject* parent = nullptr);
    ~PredictSession() override;

    /// The model for everything submitted from now on. Must not block.
    void setModel(const Model& model);
    /// The model's, for everything submitted from now on; its weights stay as they are. Nothing without a model. Must
    /// not block.
    void setRejectThreshold(std::optional<double> threshold);
    [[nodiscard]] bool hasModel() const;
    [[nodiscard]] const std::string& modelTitle() const; ///< "" without one
    /// Null without one.
    [[nodiscard]] std::shared_ptr<const Model> model() const;
    /// Queues; predicted() follows, in order, also for errors. Must not block.
    std::uint64_t submit(const PredictInput& input);
    /// Where in an image, given as the network's input, the model finds what speaks for a class. explained() or
    /// explainFailed() follows for the newest request. Must not block.
    void explain(const Image& input, int classIndex, HeatMapMethod method);
    /// Drops what is queued.
    void cancel();
    [[nodiscard]] std::size_t pending() const;
    /// What the newest answers of this model's weights took.
    [[nodiscard]] const RecentTimes& recentTimes() const;

signals:
    void modelChanged();
    void predicted(const saccade::Prediction& prediction);
    void explained(const saccade::HeatMap& map);
    void explainFailed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
