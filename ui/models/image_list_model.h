#pragma once

#include <QAbstractListModel>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// The images of a data set for the grid: thumbnail, class, part; filtered by class, part and file name. Shown in a
/// mixed but fixed order, so that the first screen shows every class. Filtering 60,000 images takes some ms. UI thread.
class ImageListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// The roles under which the grid asks for its two lines.
    ImageListModel(int captionRole, int noteRole, QObject* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setLabel(std::optional<int> label);
    void setPart(std::optional<Part> part);
    /// Part of the file's name; letters A to Z match both cases.
    void setSearch(const QString& text);
    [[nodiscard]] bool isFiltered() const { return m_label || m_part || !m_search.empty(); }

    /// Index into the data set of a row.
    [[nodiscard]] std::size_t sampleIndex(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void mix();
    void refresh();
    [[nodiscard]] bool matches(const Sample& sample) const;

    int m_captionRole;
    int m_noteRole;
    DataSet m_dataSet;
    std::vector<std::size_t> m_order; ///< of all images
    std::vector<std::size_t> m_rows;
    std::optional<int> m_label;
    std::optional<Part> m_part;
    std::string m_search; ///< lower case
};

} // namespace saccade
