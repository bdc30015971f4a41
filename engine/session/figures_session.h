#pragma once

#include <QObject>
#include <memory>

#include "engine/session/evaluation_figures.h"

namespace saccade {

/// Computes what stands behind an evaluation on a worker thread; the newest request answers. UI thread.
class FiguresSession final : public QObject
{
    Q_OBJECT

public:
    explicit FiguresSession(QObject* parent = nullptr);
    ~FiguresSession() override;

    /// dataSet as computeFigures() takes it. Figures and curves of an earlier evaluation no longer answer. Must not
    /// block.
    void compute(const Evaluation& evaluation, const DataSet& dataSet);
    /// The curves of a class of these predictions. Must not block.
    void computeCurve(const std::shared_ptr<const PredictionTable>& predictions, int label);
    [[nodiscard]] bool isBusy() const;

signals:
    void computed(const std::shared_ptr<const saccade::EvaluationFigures>& figures);
    void curveComputed(const std::shared_ptr<const saccade::ClassCurve>& curve);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
