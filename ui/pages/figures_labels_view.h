#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

#include "engine/session/evaluation_figures.h"

class QLabel;
class QTableView;

namespace saccade {

class SuspectsModel;

/// Validation images whose label may be wrong; a row asks for its image. UI thread.
class FiguresLabelsView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresLabelsView(QWidget* parent = nullptr);

    /// nullptr: not known yet.
    void showFigures(const std::shared_ptr<const EvaluationFigures>& figures, const QStringList& classNames,
                     const DataSet& dataSet);

signals:
    void validationImagesRequested(const QString& title, const std::vector<std::size_t>& places);

private:
    void requestRow(int row);

    SuspectsModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_words = nullptr;
};

} // namespace saccade
