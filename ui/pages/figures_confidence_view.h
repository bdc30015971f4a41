#pragma once

#include <QWidget>
#include <memory>

#include "engine/runs/answer_rule.h"
#include "engine/session/evaluation_figures.h"

class QLabel;
class QPushButton;

namespace saccade {

class ReliabilityPlot;
class SegmentedButtons;

/// Does a confidence mean what it says, and what would correcting it do? UI thread.
class FiguresConfidenceView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresConfidenceView(QWidget* parent = nullptr);

    /// nullptr: not known yet.
    void showFigures(std::shared_ptr<const EvaluationFigures> figures);
    void showRule(const AnswerRule& rule, bool canUndo);

signals:
    void temperatureDecided(double temperature);
    void undoRequested();
    /// The images of a bin: by confidence as trained...
    void confidenceRequested(double above, double upTo);
    /// ...or, corrected, these places of the prediction table.
    void imagesRequested(const QString& title, const std::vector<std::size_t>& places);

private:
    void requestBin(double above, double upTo);
    QWidget* createWords();
    void refresh();
    [[nodiscard]] const ConfidenceFigures& shown() const;

    SegmentedButtons* m_which = nullptr;
    ReliabilityPlot* m_plot = nullptr;
    QLabel* m_error = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_effect = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_correct = nullptr;
    QPushButton* m_asTrained = nullptr;
    QPushButton* m_undo = nullptr;
    std::shared_ptr<const EvaluationFigures> m_figures;
    AnswerRule m_rule;
    bool m_canUndo = false;
};

/// Whether the rule's temperature is the one that was fitted.
[[nodiscard]] bool isCorrectedBy(const AnswerRule& rule, const EvaluationFigures& figures);

} // namespace saccade
