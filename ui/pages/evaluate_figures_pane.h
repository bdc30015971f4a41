#pragma once

#include <QWidget>
#include <memory>

#include "engine/session/figures_session.h"
#include "ui/window/workbench.h"

class QPushButton;
class QStackedWidget;

namespace saccade {

class ElidedLabel;
class FiguresClassView;
class FiguresConfidenceView;
class FiguresCurvesView;
class FiguresLabelsView;
class FiguresMapsView;
class FiguresRejectView;
class SegmentedButtons;

/// In the order of the pane.
enum class FiguresTab
{
    Classes,
    Curves,
    Confidence,
    Reject,
    Labels,
    Maps
};

/// The right bottom of the Evaluate page: figures by class, curves, confidence, rejection, suspected labels, heat maps.
/// Computes nothing; a session does. UI thread.
class EvaluateFiguresPane final : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluateFiguresPane(Workbench& workbench, QWidget* parent = nullptr);

    /// Asks for the figures when the predictions are others than before.
    void show(const Evaluation& evaluation, const QStringList& classNames, const QList<QImage>& thumbnails);

    void openTab(FiguresTab tab);

signals:
    void classRequested(int label);
    void imagesRequested(const QString& title, const std::vector<std::size_t>& places);
    void confidenceRequested(double above, double upTo);
    /// Places of the validation predictions at the best step.
    void validationImagesRequested(const QString& title, const std::vector<std::size_t>& places);
    void figuresShown(const std::shared_ptr<const saccade::EvaluationFigures>& figures);

private:
    QWidget* createHeader();
    void createViews();
    void connectViews();
    void connectRules();
    void showTab(int tab);
    void showFigures(const std::shared_ptr<const EvaluationFigures>& figures);
    void showRule();
    void showProblem(const Error& error);
    void showNote();
    [[nodiscard]] DataSet imagesOfRun() const;

    Workbench& m_workbench;
    FiguresSession* m_session = nullptr;
    SegmentedButtons* m_tabs = nullptr;
    ElidedLabel* m_note = nullptr;
    QPushButton* m_copy = nullptr;
    QStackedWidget* m_views = nullptr;
    FiguresClassView* m_classes = nullptr;
    FiguresCurvesView* m_curves = nullptr;
    FiguresConfidenceView* m_confidence = nullptr;
    FiguresRejectView* m_reject = nullptr;
    FiguresLabelsView* m_labels = nullptr;
    FiguresMapsView* m_maps = nullptr;
    std::shared_ptr<const PredictionTable> m_predictions;
    std::shared_ptr<const EvaluationFigures> m_figures;
    QStringList m_classNames;
    std::shared_ptr<const RunFolder> m_run;
    std::string m_images; // id of those that the figures know
    QString m_problem;    // what could not be computed or kept
    bool m_isAugmented = false;
};

} // namespace saccade
