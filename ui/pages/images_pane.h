#pragma once

#include <QElapsedTimer>
#include <QWidget>
#include <optional>

#include "ui/window/workbench.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QSlider;
class QStackedWidget;

namespace saccade {

class ElidedLabel;
class ImageGrid;
class ImageListModel;

/// The right pane of Data: all images as a grid with its filters, details of the chosen one below; while a data set is
/// being opened, grey tiles and how far it is. UI thread.
class ImagesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ImagesPane(Workbench& workbench, QWidget* parent = nullptr);

    void showDataSet(const DataSet& dataSet);
    void chooseClass(std::optional<int> label);

signals:
    void classChosen(std::optional<int> label);
    void imageChosen(std::optional<std::size_t> index); ///< into the data set

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* createTools();
    QWidget* createLoading();
    QWidget* createFooter();
    void connectFilters();
    void showProgress(const OpenProgress& progress);
    void showLoading(bool loading);
    void showDetails();
    void offerExcluded(bool isThere);
    void showCount();

    Workbench& m_workbench;
    ImageListModel* m_model = nullptr;
    ImageGrid* m_grid = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_heading = nullptr;
    QWidget* m_zoomIcon = nullptr;
    QLineEdit* m_search = nullptr;
    QComboBox* m_classes = nullptr;
    QComboBox* m_parts = nullptr;
    QSlider* m_zoom = nullptr;
    QLabel* m_progressText = nullptr;
    QLabel* m_timeLeft = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_chosen = nullptr;
    ElidedLabel* m_details = nullptr;
    QLabel* m_count = nullptr;
    QElapsedTimer m_sinceStart;
};

} // namespace saccade
