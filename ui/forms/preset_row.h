#pragma once

#include <QUndoStack>
#include <QWidget>
#include <map>
#include <optional>

#include "engine/runs/user_presets.h"
#include "ui/dialogs/dialogs.h"

class QAction;
class QComboBox;
class QLabel;
class QPushButton;

namespace saccade {

/// The built-in presets and the user's own: choosing one, saving, renaming, deleting. Deleting is a step of the undo
/// stack. Files are read when the row is made and when they change; they are small. UI thread.
class PresetRow final : public QWidget
{
    Q_OBJECT

public:
    /// Everything must outlive the row; an empty folder has no presets of the user's own.
    PresetRow(std::filesystem::path folder, Dialogs& dialogs, QUndoStack& undo, QWidget* parent = nullptr);

    /// A preset's settings for so many training images; none for a name that is not there or a file that is broken.
    [[nodiscard]] std::optional<TrainSettings> find(const std::string& name, std::size_t trainingImages) const;
    /// What is chosen now, "" for settings changed by hand, and what saving would store.
    void show(const std::string& name, const TrainSettings& settings);
    void setLocked(bool isLocked);

signals:
    void chosen(const QString& name);
    void saved(const QString& name);
    void renamed(const QString& from, const QString& to);
    void removed(const QString& name);

private:
    void createMenu();
    void read();
    void fill();
    void choose();
    void askToSave();
    void save(const QString& name);
    void askToRename();
    void remove();
    void setProblem(const Result<void>& result);
    [[nodiscard]] bool isOwn() const;

    UserPresets m_presets;
    Dialogs& m_dialogs;
    QUndoStack& m_undo;
    std::map<std::string, Result<TrainSettings>> m_own;
    std::string m_name;
    TrainSettings m_settings;
    QComboBox* m_combo;
    QPushButton* m_more;
    QLabel* m_problem;
    QAction* m_rename = nullptr;
    QAction* m_delete = nullptr;
};

} // namespace saccade
