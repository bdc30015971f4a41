#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

#include "engine/session/evaluation_figures.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;

namespace saccade {

class RatePlot;
class RateTableModel;
class SegmentedButtons;

/// One class against the rest at every threshold: precision over recall, or ROC. UI thread.
class FiguresCurvesView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresCurvesView(QWidget* parent = nullptr);

    /// Forgets the curve of before and asks for that of the chosen class when this is visible.
    void showPredictions(std::shared_ptr<const PredictionTable> predictions, const QStringList& classNames);
    void showCurve(std::shared_ptr<const ClassCurve> curve);

signals:
    void curveRequested(int label);
    void imagesRequested(const QString& title, const std::vector<std::size_t>& places);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< T: the table twin

private:
    QWidget* createChoices();
    QWidget* createPictures();
    QWidget* createThreshold();
    void request();
    void drawCurve();
    void showThreshold();
    void showWrongImages();
    void setTableShown(bool isShown);
    [[nodiscard]] double threshold() const;

    QComboBox* m_classes = nullptr;
    SegmentedButtons* m_kind = nullptr;
    QPushButton* m_tableTwin = nullptr;
    QStackedWidget* m_pictures = nullptr;
    RatePlot* m_plot = nullptr;
    RateTableModel* m_table = nullptr;
    QSlider* m_slider = nullptr;
    QLabel* m_figures = nullptr;
    QLabel* m_precision = nullptr;
    QPushButton* m_best = nullptr;
    QPushButton* m_wrong = nullptr;
    std::shared_ptr<const PredictionTable> m_predictions;
    std::shared_ptr<const ClassCurve> m_curve;
};

} // namespace saccade
