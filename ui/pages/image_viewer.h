#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "engine/session/original_session.h"
#include "engine/session/predict_session.h"
#include "ui/models/heat_map_picture.h"
#include "ui/models/image_answer.h"
#include "ui/window/workbench.h"

class QAction;
class QCheckBox;
class QLabel;
class QPushButton;

namespace saccade {

class ElidedLabel;
class ImageViewerFacts;
class MessageNote;
class PredictHeatControls;
class RunModelLoader;
class ZoomView;

/// One image of the gallery as large as one likes, as its file holds it or as the network saw it, with what was said
/// of it; the arrows walk the gallery in its order and filter. UI thread.
class ImageViewer final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the viewer.
    ImageViewer(Workbench& workbench, const GalleryModel& gallery, QWidget* parent = nullptr);

    /// Shows a row of the gallery and takes the keys.
    void open(int row);
    /// The place in the data set of the image that is shown; -1 when none is.
    [[nodiscard]] int image() const { return m_answer ? m_answer->image : -1; }
    /// A button beside the image; its key works here too.
    void addImageAction(QAction* action);

signals:
    /// Another image is shown: its place in the data set, and its row in the gallery.
    void imageShown(int image, int row);
    void closed();

public slots:
    void showNext();
    void showPrevious();
    void close(); ///< nothing when no image is shown

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* createHeader();
    QWidget* createZoom(QWidget* parent);
    QWidget* createTools();
    QWidget* createSide();
    void connectParts();
    void showRow(int row);
    void showStored();
    void showOriginal(const OriginalImage& original);
    void showFailure(std::int32_t image, const Error& error);
    void showPicture();
    void showZoom();
    void showMark();
    void followGallery();
    void connectModel();
    void offerHeatMap();
    void askForHeatMap();
    void explain();
    void showHeatMap(const HeatMap& map);
    void showHeat();

    Workbench& m_workbench;
    const GalleryModel& m_gallery;
    OriginalSession* m_originals;
    PredictSession* m_explainer; // of its own: the Predict page's model is another
    RunModelLoader* m_models;
    ZoomView* m_view = nullptr;
    ImageViewerFacts* m_facts = nullptr;
    PredictHeatControls* m_heat = nullptr;
    ElidedLabel* m_name = nullptr;
    QLabel* m_position = nullptr;
    QLabel* m_zoomText = nullptr;
    QPushButton* m_previous = nullptr;
    QPushButton* m_next = nullptr;
    QPushButton* m_back = nullptr;
    QCheckBox* m_asNetwork = nullptr;
    MessageNote* m_note = nullptr;
    QTimer m_slowness; // until a read that takes long is told
    int m_row = -1;
    std::optional<ImageAnswer> m_answer;
    QImage m_stored;   // the thumbnail
    QImage m_original; // null until it is read
    QImage m_reduced;
    HeatMap m_map;                               // of the image that is shown; empty until it is there
    std::shared_ptr<const RunFolder> m_modelRun; // of the model that was asked for last
    std::int64_t m_modelStep = -1;
    bool m_awaitsMap = false;
};

} // namespace saccade
