#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

#include "engine/session/evaluate_session.h"
#include "ui/window/workbench.h"

class QComboBox;
class QLabel;

namespace saccade {

class ClassMapsModel;
class ClassMapsSession;
class ImageGrid;
class SegmentedButtons;

/// Where the network finds what speaks for a class, in some of the class's images. Works only while it is seen. UI
/// thread.
class FiguresMapsView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresMapsView(Workbench& workbench, QWidget* parent = nullptr);

    /// Of the images that are open, if they are the run's.
    void showEvaluation(const Evaluation& evaluation, const QStringList& classNames);

signals:
    void imagesRequested(const QString& title, const std::vector<std::size_t>& places);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override; ///< what is not seen is not computed

private:
    void createControls();
    void layOut();
    void connectControls();
    void fillClasses();
    void restart();
    void begin();
    void showState();
    void showProblem(const QString& text);
    void requestRow(int row);
    /// Why there is nothing to look at; empty when there is.
    [[nodiscard]] QString obstacle() const;

    Workbench& m_workbench;
    ClassMapsSession* m_session = nullptr;
    ClassMapsModel* m_model = nullptr;
    QComboBox* m_class = nullptr;
    QComboBox* m_method = nullptr;
    SegmentedButtons* m_which = nullptr;
    QLabel* m_state = nullptr;
    ImageGrid* m_grid = nullptr;
    Evaluation m_evaluation;
    QStringList m_classNames;
    bool m_isStale = false;
};

} // namespace saccade
