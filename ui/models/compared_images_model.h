#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <memory>
#include <optional>

#include "engine/data/data_set.h"
#include "engine/session/comparison_session.h"

namespace saccade {

/// Which of the images that two runs did not both get right.
enum class ComparedSide
{
    OnlyA, ///< A right, B wrong
    OnlyB,
    BothWrong
};

/// These images for the grid: truth, what each run said. The roles are those of the grid. UI thread.
class ComparedImagesModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    ComparedImagesModel(int captionRole, int noteRole, QObject* parent = nullptr);

    void setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames);
    /// One with another id than the runs' gives no pictures.
    void setDataSet(const DataSet& dataSet);
    void setSide(ComparedSide side);
    /// Only images of this class, and if wanted only those that a run took for that one; nothing = all.
    void setClasses(std::optional<int> truth, std::optional<int> predicted = std::nullopt);

    [[nodiscard]] const ComparedImage& image(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void refresh();
    [[nodiscard]] bool isWanted(const ComparedImage& image) const;
    [[nodiscard]] bool hasPictures() const;
    [[nodiscard]] QString describe(const ComparedImage& image) const;

    int m_captionRole;
    int m_noteRole;
    std::shared_ptr<const ComparedRuns> m_runs;
    QStringList m_classNames;
    DataSet m_dataSet;
    ComparedSide m_side = ComparedSide::OnlyA;
    std::optional<int> m_truth;
    std::optional<int> m_predicted;
    std::vector<const ComparedImage*> m_rows; // into m_runs
};

} // namespace saccade
