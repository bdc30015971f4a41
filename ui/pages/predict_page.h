#pragma once

#include <QImage>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/runs/answer_rule.h"
#include "engine/session/history_session.h"
#include "engine/session/picture_session.h"
#include "engine/session/run_model_loader.h"
#include "ui/models/heat_map_picture.h"
#include "ui/pages/page.h"

class QTimer;

namespace saccade {

class PredictCamera;
class PredictComparePane;
class PredictHistoryPane;
class PredictModelChooser;
class PredictPicturePane;
class PredictResultPane;
class PredictionHistoryModel;
struct DroppedImages;
struct HistoryEntry;

/// The Predict page: drop, paste or open images and see what the network takes them for, also while it learns. Images
/// that come before there is a network wait for one; a dropped model file answers from then on. UI thread.
class PredictPage final : public Page
{
    Q_OBJECT

public:
    explicit PredictPage(Workbench& workbench, QWidget* parent = nullptr);
    ~PredictPage() override;

    bool acceptDrop(const QMimeData& mime) override;
    [[nodiscard]] QList<QAction*> menuActions() const override { return m_actions; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void createHeader();
    void createPanes();
    [[nodiscard]] QWidget* createRightSide(QWidget* parent);
    void createActions();
    void connectPanes();
    void connectSessions();

    void chooseImages();
    void pasteImage();
    void take(DroppedImages images, bool isPasted);
    void submit(const PredictInput& input);
    void submitWaiting();
    void stopWaiting();

    void useRun(const Evaluation& evaluation);
    void openModel(const QString& path);
    void useModel(Model model);
    void connectRules();
    /// Of a run, after it was read or written.
    void useRule(const std::filesystem::path& run, const AnswerRule& rule);
    void useRuleOfMeanwhile();
    void showThreshold();
    void previewThreshold(std::optional<double> threshold);
    void decideThreshold(std::optional<double> threshold);
    void addAnswer(const Prediction& prediction);
    void showRow(int row);
    void showFrame(const HistoryEntry& frame, bool hasNews);
    void keepFrame(const Prediction& frame);
    void showNewest();
    void showAnswer();
    void showPicture(const HistoryEntry& entry);
    void connectHistory();
    void restoreHistory(const HistorySession::Predictions& kept);
    void keepHistory();
    void undo();
    /// From its file, when there is only a thumbnail.
    void reopenPicture();
    void takePicture(const OpenedPicture& picture);
    void showWaiting();
    void askForHeatMap();
    void showHeatMap(const HeatMap& map);
    void takeSecond(std::uint64_t id);
    void findThumbnails();
    void saveHistory();

    RunModelLoader m_loader;
    std::shared_ptr<const RunFolder> m_run;      ///< whose weights were asked for last
    std::shared_ptr<const RunFolder> m_followed; ///< of the Evaluate page, whatever was chosen here since
    std::string m_runTitle;                      ///< of the model made of it
    std::optional<std::pair<std::filesystem::path, AnswerRule>> m_ruleMeanwhile; ///< that came while weights were read
    std::vector<PredictInput> m_waiting;                                         ///< for a network
    int m_namelessCount = 0;                                                     ///< pictures without a file so far
    QList<QAction*> m_actions;
    PredictionHistoryModel* m_history = nullptr;
    PredictModelChooser* m_chooser = nullptr;
    PredictCamera* m_camera = nullptr;
    PredictHistoryPane* m_historyPane = nullptr;
    PredictPicturePane* m_picturePane = nullptr;
    PredictResultPane* m_resultPane = nullptr;
    PredictComparePane* m_comparePane = nullptr;
    QStringList m_thumbnailClasses;
    QList<QImage> m_thumbnails; ///< by class of the open data set
    HeatMapPicture m_heatMap;   ///< of the row that is shown, or empty
    bool m_followsNewest = true;
    bool m_wasClearedLast = false; ///< what Ctrl+Z takes back
    bool m_isHistoryRead = false;  ///< what was kept before is known
    QTimer* m_keeping = nullptr;   ///< many changes make one file
    QString m_pictureRemark;       ///< why the row that is shown has a thumbnail only
    HistorySession m_keeper;
    PictureSession m_pictures;
};

} // namespace saccade
