#pragma once

#include <QWidget>
#include <optional>

#include "ui/settings/data_preferences.h"
#include "ui/window/workbench.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace saccade {

class DataCommands;
class ElidedLabel;
class ResizePicture;
class SegmentedButtons;

/// How images become the network's size, shown on one of them; "Change…" opens an editor in place, whose choice is
/// shown before the source is opened again with it. UI thread.
class ResizePane final : public QWidget
{
    Q_OBJECT

public:
    ResizePane(Workbench& workbench, DataCommands& commands, QWidget* parent = nullptr);

    void showDataSet(const DataSet& dataSet);
    /// The image to show it on; without one, the first that is not square.
    void chooseImage(std::optional<std::size_t> index);

private:
    QWidget* createTitle();
    QWidget* createPictures();
    QWidget* createEditor();
    QHBoxLayout* createLastRow();
    void openEditor(bool open);
    void fillEditor();
    void apply();
    void showEffect();
    [[nodiscard]] ResizeChoice edited() const;
    [[nodiscard]] QImage inputFor(std::size_t index, const ResizeRule& rule) const;

    Workbench& m_workbench;
    DataCommands& m_commands;
    ElidedLabel* m_note = nullptr;
    QPushButton* m_change = nullptr;
    QWidget* m_pictures = nullptr;
    ResizePicture* m_picture = nullptr;
    QLabel* m_effect = nullptr;
    QWidget* m_editor = nullptr;
    SegmentedButtons* m_modes = nullptr;
    QLabel* m_modeHelp = nullptr;
    QComboBox* m_side = nullptr;
    std::optional<std::size_t> m_chosen;
    std::optional<std::size_t> m_example; ///< of the open data set
    int m_autoSide = 0;                   ///< likewise
};

} // namespace saccade
