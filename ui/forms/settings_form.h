#pragma once

#include <QUndoStack>
#include <QWidget>
#include <map>
#include <optional>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/training/trainer.h"
#include "ui/dialogs/dialogs.h"
#include "ui/settings/preferences.h"

class QStackedWidget;
class QVBoxLayout;

namespace saccade {

class AugmentationDialog;
class AugmentationPreview;
class CollapsibleGroup;
class FieldRow;
class PresetRow;
class SegmentedButtons;
class NetworkFacts;
class SchedulePreview;

/// The settings of the next run, built from the declared fields. Every change can be undone and is remembered in the
/// preferences. UI thread.
class SettingsForm final : public QWidget
{
    Q_OBJECT

public:
    SettingsForm(Preferences& preferences, Dialogs& dialogs, const std::filesystem::path& presetsFolder,
                 QWidget* parent = nullptr);

    [[nodiscard]] const TrainSettings& settings() const { return m_settings; }
    /// A preset's name, or "" when changed by hand.
    [[nodiscard]] const std::string& preset() const { return m_preset; }
    /// As if a person had set them; can be undone.
    void changeTo(const TrainSettings& settings, const std::string& preset);
    /// Presets depend on the number of training images: one that is chosen is made anew for this data set.
    void setDataSet(const DataSet& dataSet);
    void setDevices(const std::vector<DeviceInfo>& devices);
    /// What speaks against the settings, shown at the field it names; returns false when it names none of them.
    bool setProblem(const std::optional<Error>& problem);
    /// Takes a network's file that was read, as if a person had set it.
    void setNetworkFile(const std::string& path);
    /// The chosen network for the open data set, or nullptr.
    [[nodiscard]] const LayerGraph* network() const;
    /// The look of a running run.
    void setLocked(bool isLocked);
    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    void setShowsAll(bool showsAll);
    /// Where the run is, for the schedule.
    void setNow(std::optional<double> epoch);
    [[nodiscard]] FieldRow* row(const std::string& field) const;

signals:
    void settingsChanged();
    void networkFileRequested();
    void saveNetworkRequested();

private:
    void createTitle(QVBoxLayout& layout);
    QWidget* createOpenTitle();
    QWidget* createLockedTitle();
    QWidget* createPresetRow(const std::filesystem::path& folder);
    void createGroups(QVBoxLayout& layout);
    void addGroup(QVBoxLayout& layout, const std::string& name);
    FieldRow* createRow(const Field& field);
    void addAugmentationParts(QVBoxLayout& rows);
    void openAugmentationDialog();
    void addExtras(CollapsibleGroup& group, QVBoxLayout& rows, const std::string& name);
    void edit(const std::string& field, const FieldValue& value);
    void choosePreset(const QString& name);
    void showParameters();
    void apply(const TrainSettings& settings, const std::string& preset);
    void showSettings();
    void showRow(Field& field, FieldRow& row, std::vector<Field>& presetFields);
    void showSummaries();
    [[nodiscard]] TrainSettings presetOrOwn() const;

    Preferences& m_preferences;
    Dialogs& m_dialogs;
    TrainSettings m_settings;
    std::string m_preset;
    std::string m_basePreset; ///< what "changed" and the reset are measured against
    std::size_t m_trainingImages = 0;
    DataSet m_dataSet; ///< its images are shown, and say what has no effect on them
    bool m_isLocked = false;
    bool m_showsAll = false;
    QUndoStack m_undo;
    std::map<std::string, FieldRow*> m_rows;
    std::map<std::string, CollapsibleGroup*> m_groups;
    QStackedWidget* m_title = nullptr;
    PresetRow* m_presetRow = nullptr;
    SegmentedButtons* m_scope = nullptr;
    SchedulePreview* m_schedule = nullptr;
    AugmentationPreview* m_augmentation = nullptr;
    AugmentationDialog* m_augmentationDialog = nullptr; ///< once it was asked for
    NetworkFacts* m_facts = nullptr;
};

} // namespace saccade
