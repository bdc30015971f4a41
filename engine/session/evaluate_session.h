#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/metrics/class_report.h"
#include "engine/metrics/image_order.h"
#include "engine/session/evaluation_stops.h"
#include "engine/training/trainer.h"

namespace saccade {

class AnswerRules;
struct Model;
struct ModelTrial;

/// A part of a run's data set as the weights of one of its steps see it, or of any data set as a model file does.
struct Evaluation
{
    std::shared_ptr<const RunFolder> run;    ///< of a model file see beginTrial()
    std::shared_ptr<const ModelTrial> trial; ///< of a model file, whose answers are recorded nowhere; null for a run
    EvaluationViews views = EvaluationViews::Single; ///< anything else is named beside every figure
    Part part = Part::Test; ///< Validation when the data set has no test part; the page says so
    std::int64_t step = 0;  ///< of the weights
    double epoch = 0;
    std::vector<EvaluationStop> stops; ///< of this part, in order: at which steps it can be looked at
    std::int64_t testOpenings = 0;     ///< how often the run's test images were looked at, its own test included
    std::shared_ptr<const PredictionTable> predictions;
    std::shared_ptr<const ImageOrders> orders; ///< of the predictions
    ConfusionMatrix matrix;
    ClassReport report;
};

/// Opens run folders and their predictions on a worker thread; the newest request answers. UI thread.
class EvaluateSession final : public QObject
{
    Q_OBJECT

public:
    explicit EvaluateSession(QObject* parent = nullptr);
    ~EvaluateSession() override;

    /// Opens a run folder and evaluates its test part (validation at the best step when there is none). Must not block.
    void open(const std::filesystem::path& runFolder);
    /// Opens a run folder, also of a run that is still going on, and shows its validation at a step. Must not block.
    void openAt(const std::filesystem::path& runFolder, std::int64_t step);
    /// Tries a model that is no run's on the images of a data set (see beginTrial()). The engine must live as long as
    /// the evaluation. Must not block.
    void tryModel(const Model& model, const ComputeEngine& engine, const DataSet& dataSet);
    /// Another part of the open run, as it was recorded, or of the images that the open model is tried on. Must not
    /// block.
    void show(Part part);
    /// The shown part at another of its stops, as it was recorded or already looked at. Must not block.
    void showStep(std::int64_t step);
    /// The test images as a kept checkpoint sees them: looked at once and counted; from then on it is only shown.
    /// dataSet is the run's own. The engine must live until the answer. Must not block.
    void openCheckpoint(std::int64_t step, const ComputeEngine& engine, const DataSet& dataSet);
    /// The images of the part that is shown, looked at anew as `views` says, with the weights of the shown step; Single
    /// shows what was recorded. On the test part this counts as an opening. Otherwise as openCheckpoint().
    void lookAgain(EvaluationViews views, const ComputeEngine& engine, const DataSet& dataSet);

    /// failed(Cancelled) follows at once when something is being asked for; what was shown stays. Must not block.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    /// The last evaluation; run is nullptr when none.
    [[nodiscard]] const Evaluation& evaluation() const;
    /// What was decided about the open run's answers; it follows opened(). Nothing can be decided about a model file's.
    [[nodiscard]] AnswerRules& answerRules() const { return *m_answerRules; }

signals:
    /// Images are being looked at: the share of them, 0..1, and how long the rest will take (negative while unknown).
    /// At most 30 times a second.
    void progressed(double share, double secondsLeft);
    void opened(const saccade::Evaluation& evaluation);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    AnswerRules* m_answerRules;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
