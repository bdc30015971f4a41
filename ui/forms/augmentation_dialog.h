#pragma once

#include <QDialog>
#include <map>

#include "engine/base/fields.h"
#include "engine/data/augmentation.h"
#include "engine/data/data_set.h"

class QVBoxLayout;

namespace saccade {

class AugmentationGrid;
class FieldRow;

/// All settings of the augmentation beside nine large draws, which follow every slider at once. It holds no setting:
/// it tells what a person did and shows what it is given. UI thread.
class AugmentationDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AugmentationDialog(QWidget* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setSettings(const AugmentationSettings& settings, std::uint64_t seed);
    void setLocked(bool isLocked);
    [[nodiscard]] FieldRow* row(const std::string& field) const;
    [[nodiscard]] AugmentationGrid& grid() const { return *m_grid; }

signals:
    void edited(const std::string& field, const saccade::FieldValue& value);

private:
    QWidget* createSettings();
    QWidget* createPicture();
    void addRows(QVBoxLayout& layout);

    bool m_isGrey = false;
    std::map<std::string, FieldRow*> m_rows;
    AugmentationGrid* m_grid;
};

} // namespace saccade
