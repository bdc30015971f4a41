#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QStringList>
#include <memory>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/training/events.h"
#include "engine/training/heat_map.h"

namespace saccade {

/// Which images of a class are of interest.
enum class AnswersShown
{
    All,
    Right,
    Wrong
};

/// Some images of one class for a grid, each with the class's heat map over it once that is known. UI thread.
class ClassMapsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ClassMapsModel(int captionRole, int noteRole, int emphasisRole, QObject* parent = nullptr);

    /// The most confident images of the class; dataSet is the one that the predictions are of, or has count() 0: no
    /// rows then. Maps are forgotten.
    void setImages(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet, const QStringList& classNames,
                   int label, AnswersShown shown);
    void setMap(int row, const HeatMap& map);

    [[nodiscard]] std::vector<std::int32_t> images() const; ///< in the data set
    [[nodiscard]] std::size_t place(int row) const { return m_rows[static_cast<std::size_t>(row)].place; } ///< in table
    [[nodiscard]] int mapped() const; ///< how many have a map
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        std::size_t place = 0;
        QImage overlaid; // null: no map yet
        bool isSilent = false;
    };

    [[nodiscard]] std::size_t image(const Row& row) const;
    [[nodiscard]] QString describe(const Row& row) const;

    int m_captionRole;
    int m_noteRole;
    int m_emphasisRole;
    std::shared_ptr<const PredictionTable> m_table;
    DataSet m_dataSet;
    QStringList m_classNames;
    std::vector<Row> m_rows;
};

/// As many as one look takes in.
inline constexpr std::size_t kClassMaps = 24;

} // namespace saccade
