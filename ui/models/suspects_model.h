#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <memory>

#include "engine/session/evaluation_figures.h"

namespace saccade {

/// Images whose label may be wrong, most suspect first: image, truth, suggested class, why. UI thread.
class SuspectsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        ImageColumn,
        TruthColumn,
        SuggestedColumn,
        ReasonColumn,
        ColumnCount
    };

    explicit SuspectsModel(QObject* parent = nullptr);

    /// dataSet: the run's, or one with count() 0; then images have a number instead of a name.
    void setSuspects(std::shared_ptr<const EvaluationFigures> figures, const QStringList& classNames,
                     const DataSet& dataSet);

    [[nodiscard]] std::size_t place(int row) const; ///< in the validation predictions
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString imageName(const SuspectImage& each) const;

    std::shared_ptr<const EvaluationFigures> m_figures;
    QStringList m_classNames;
    DataSet m_dataSet;
};

} // namespace saccade
