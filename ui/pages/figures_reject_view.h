#pragma once

#include <QWidget>
#include <memory>

#include "engine/runs/answer_rule.h"
#include "engine/session/evaluation_figures.h"

class QLabel;
class QPushButton;
class QSlider;

namespace saccade {

class RatePlot;

/// What answering only when sure would gain: risk over coverage, and the threshold below which an answer is "unknown".
/// UI thread.
class FiguresRejectView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresRejectView(QWidget* parent = nullptr);

    void showPredictions(std::shared_ptr<const PredictionTable> predictions);
    /// nullptr: not known yet.
    void showFigures(std::shared_ptr<const EvaluationFigures> figures);
    /// isFixed: of a model file, which keeps it.
    void showRule(const AnswerRule& rule, bool canUndo, bool isFixed = false);

signals:
    void thresholdDecided(std::optional<double> threshold);
    void undoRequested();
    void imagesRequested(const QString& title, const std::vector<std::size_t>& places);

private:
    void createControls();
    void layOut();
    void connectControls();
    void drawCurve();
    void refresh();
    void showImages(bool answered);
    /// Of the confidence that is in use.
    [[nodiscard]] const ConfidenceFigures& inUse() const;
    /// Half as many mistakes among the answers as without a threshold.
    [[nodiscard]] std::optional<CoveragePoint> suggestion() const;
    [[nodiscard]] double threshold() const;

    RatePlot* m_plot = nullptr;
    QSlider* m_slider = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_suggest = nullptr;
    QPushButton* m_keep = nullptr;
    QPushButton* m_always = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_wrong = nullptr;
    QPushButton* m_refused = nullptr;
    std::shared_ptr<const PredictionTable> m_predictions;
    std::shared_ptr<const EvaluationFigures> m_figures;
    AnswerRule m_rule;
    bool m_canUndo = false;
    bool m_isFixed = false;
};

} // namespace saccade
