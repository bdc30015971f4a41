#pragma once

#include <QWidget>
#include <array>

#include "ui/models/class_table_model.h"
#include "ui/window/workbench.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace saccade {

class ElidedLabel;
class ShareBar;

/// How the images are divided, as a bar and numbers; "Change…" opens an editor in place. UI thread.
class SplitPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SplitPane(Workbench& workbench, QWidget* parent = nullptr);

    void showSplit(const DataSet& dataSet, const ClassTableModel::Counts& totals);

private:
    QWidget* createTitle();
    QWidget* createLegend();
    QWidget* createEditor();
    void openEditor(bool open);
    void apply();
    [[nodiscard]] QString note(const DataSet& dataSet) const;

    Workbench& m_workbench;
    ElidedLabel* m_note = nullptr;
    QPushButton* m_change = nullptr;
    ShareBar* m_bar = nullptr;
    std::array<QLabel*, kPartCount> m_counts{};
    QWidget* m_editor = nullptr;
    QSpinBox* m_validation = nullptr;
    QSpinBox* m_test = nullptr;
    QSpinBox* m_seed = nullptr;
    QLabel* m_fixed = nullptr;
};

} // namespace saccade
