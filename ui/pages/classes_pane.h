#pragma once

#include <QWidget>
#include <optional>

#include "engine/data/data_set.h"

class QComboBox;
class QTableView;

namespace saccade {

class ClassTableModel;
class PaneTitle;

/// The table of classes; choosing one is told, choosing it again un-chooses. UI thread.
class ClassesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ClassesPane(ClassTableModel& model, QWidget* parent = nullptr);

    /// After the model has a new data set.
    void showCount(std::size_t classes);
    void choose(std::optional<int> label);

signals:
    void chosen(std::optional<int> label);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createTable();

    ClassTableModel& m_model;
    PaneTitle* m_title = nullptr;
    QComboBox* m_order = nullptr;
    QTableView* m_table = nullptr;
};

} // namespace saccade
