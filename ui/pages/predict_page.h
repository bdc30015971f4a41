#pragma once

#include <QImage>
#include <memory>
#include <vector>

#include "engine/session/run_model_loader.h"
#include "ui/models/heat_map_picture.h"
#include "ui/pages/page.h"

namespace saccade {

class PredictCamera;
class PredictHistoryPane;
class PredictModelChooser;
class PredictPicturePane;
class PredictResultPane;
class PredictionHistoryModel;
struct DroppedImages;
struct HistoryEntry;

/// The Predict page: drop, paste or open images and see what the network takes them for, also while it learns. Images
/// that come before there is a network wait for one. UI thread.
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
    void submitWaiting();
    void stopWaiting();

    void useRun(const Evaluation& evaluation);
    void addAnswer(const Prediction& prediction);
    void showRow(int row);
    void showFrame(const HistoryEntry& frame, bool hasNews);
    void keepFrame(const Prediction& frame);
    void showNewest();
    void showWaiting();
    void askForHeatMap();
    void showHeatMap(const HeatMap& map);
    void findThumbnails();
    void saveHistory();

    RunModelLoader m_loader;
    std::shared_ptr<const RunFolder> m_run; ///< whose weights were asked for last
    std::vector<PredictInput> m_waiting;    ///< for a network
    int m_namelessCount = 0;                ///< pictures without a file so far
    QList<QAction*> m_actions;
    PredictionHistoryModel* m_history = nullptr;
    PredictModelChooser* m_chooser = nullptr;
    PredictCamera* m_camera = nullptr;
    PredictHistoryPane* m_historyPane = nullptr;
    PredictPicturePane* m_picturePane = nullptr;
    PredictResultPane* m_resultPane = nullptr;
    QStringList m_thumbnailClasses;
    QList<QImage> m_thumbnails; ///< by class of the open data set
    HeatMapPicture m_heatMap;   ///< of the row that is shown, or empty
    bool m_followsNewest = true;
};

} // namespace saccade
