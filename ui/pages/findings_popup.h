#pragma once

#include <QFrame>
#include <QStringList>
#include <memory>

#include "ui/pages/evaluate_figures_pane.h"

class QVBoxLayout;

namespace saccade {

/// All findings of the verdict, each with its numbers and, where it has images, a way to them. Opens below a button,
/// goes with Escape or a click elsewhere. UI thread.
class FindingsPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit FindingsPopup(QWidget* parent = nullptr);

    void setFindings(const std::shared_ptr<const EvaluationFigures>& figures, const QStringList& classNames);
    void openBelow(QWidget* button);

signals:
    void cellRequested(int truth, int predicted);
    void classRequested(int label);
    /// The figures that a finding without images rests on.
    void tabRequested(saccade::FiguresTab tab);
    void validationImagesRequested(const QString& title, const std::vector<std::size_t>& places);

private:
    void addFinding(const Finding& finding, const QStringList& classNames);
    void requestImages(const Finding& finding);

    QWidget* m_content = nullptr;
    QVBoxLayout* m_layout = nullptr;
    std::shared_ptr<const EvaluationFigures> m_figures;
};

} // namespace saccade
