#include "ui/forms/settings_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QUndoCommand>
#include <QVBoxLayout>

#include "engine/network/families.h"
#include "ui/forms/augmentation_dialog.h"
#include "ui/forms/augmentation_preview.h"
#include "ui/forms/augmentation_words.h"
#include "ui/forms/field_row.h"
#include "ui/forms/field_value_text.h"
#include "ui/forms/network_facts.h"
#include "ui/forms/preset_row.h"
#include "ui/plots/schedule_preview.h"
#include "ui/text/error_text.h"
#include "ui/text/field_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr const char* kFromFile = "from-file"; // an entry of the networks that asks for one
constexpr std::size_t kUsualImages = 10'000;   // for a preset chosen before any data set

const std::vector<std::string> kGroupOrder{"network",  "optimiser", "schedule",      "augmentation",
                                           "stopping", "classes",   "repeatability", "hardware"};

/// One change of the settings, there and back. Changes of one field that follow each other are one step.
class SettingsChange final : public QUndoCommand
{
public:
    using State = std::pair<TrainSettings, std::string>;
    SettingsChange(State before, State after, int field, std::function<void(const State&)> apply)
        : m_before(std::move(before)), m_after(std::move(after)), m_field(field), m_apply(std::move(apply))
    {}

    [[nodiscard]] int id() const override { return m_field; }
    bool mergeWith(const QUndoCommand* other) override
    {
        if (other->id() != id()) {
            return false;
        }
        m_after = static_cast<const SettingsChange*>(other)->m_after;
        return true;
    }
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }

private:
    State m_before;
    State m_after;
    int m_field;
    std::function<void(const State&)> m_apply;
};

std::vector<FieldOption> networkOptions()
{
    std::vector<FieldOption> options;
    for (const NetworkFamily& family : networkFamilies()) {
        options.push_back({family.name, choiceLabel("network", family.name)});
    }
    options.push_back({kFromFile, SettingsForm::tr("From a file…")});
    return options;
}

} // namespace

SettingsForm::SettingsForm(Preferences& preferences, Dialogs& dialogs, const std::filesystem::path& presetsFolder,
                           QWidget* parent)
    : QWidget(parent),
      m_preferences(preferences),
      m_dialogs(dialogs),
      m_settings(preferences.trainSettings()),
      m_preset(preferences.preset().toStdString()),
      m_basePreset(m_preset.empty() ? "quick" : m_preset),
      m_showsAll(preferences.value(QStringLiteral("train/showsAll"), false).toBool())
{
    setObjectName(QStringLiteral("settingsForm"));
    setAccessibleName(tr("Settings"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    createTitle(*layout);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(scroll);
    content->setProperty("surface", QStringLiteral("pane"));
    content->setAttribute(Qt::WA_StyledBackground);
    auto* groups = new QVBoxLayout(content);
    groups->setContentsMargins(0, 0, 0, 0);
    groups->setSpacing(0);
    groups->addWidget(createPresetRow(presetsFolder));
    groups->addWidget(makeHorizontalLine(content));
    createGroups(*groups);
    groups->addStretch(1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    setShowsAll(m_showsAll);
    showSettings();
}

QWidget* SettingsForm::createPresetRow(const std::filesystem::path& folder)
{
    m_presetRow = new PresetRow(folder, m_dialogs, m_undo, this);
    connect(m_presetRow, &PresetRow::chosen, this, &SettingsForm::choosePreset);
    connect(m_presetRow, &PresetRow::saved, this,
            [this](const QString& name) { apply(m_settings, name.toStdString()); });
    connect(m_presetRow, &PresetRow::renamed, this, [this](const QString& from, const QString& to) {
        if (m_preset == from.toStdString()) {
            apply(m_settings, to.toStdString());
        }
    });
    connect(m_presetRow, &PresetRow::removed, this, [this](const QString& name) {
        if (m_basePreset == name.toStdString()) {
            m_basePreset = presetNames().front();
            apply(m_settings, {});
        }
    });
    return m_presetRow;
}

void SettingsForm::createGroups(QVBoxLayout& layout)
{
    std::vector<std::string> names = kGroupOrder;
    for (const Field& field : fields(m_settings)) {
        if (std::find(names.begin(), names.end(), field.info.group) == names.end()) {
            names.push_back(field.info.group); // a group that is new to the form still has its place
        }
    }
    for (const std::string& name : names) {
        if (!isAugmentationPart(name)) {
            addGroup(layout, name);
        }
    }
    m_rows.at("network")->editor().setOptions(networkOptions());
    setDevices({});
}

void SettingsForm::addGroup(QVBoxLayout& layout, const std::string& name)
{
    auto* group = new CollapsibleGroup(groupLabel(name), this);
    group->setObjectName(QString::fromStdString(name) + QStringLiteral("Group"));
    m_groups[name] = group;
    auto* content = new QWidget(group);
    auto* rows = new QVBoxLayout(content);
    if (isAugmentationPart(name)) {
        rows->setContentsMargins(0, 0, 0, 4);
    } else {
        rows->setContentsMargins(34, 0, measure::kPageMargin, 8);
    }
    rows->setSpacing(4);
    for (const Field& field : fields(m_settings)) {
        if (field.info.group == name) {
            rows->addWidget(createRow(field));
        }
    }
    addExtras(*group, *rows, name);
    group->setContent(content);
    const QString key = QStringLiteral("train/group/") + QString::fromStdString(name);
    const bool isOpenFirst = std::find(kGroupOrder.begin(), kGroupOrder.begin() + 4, name) != kGroupOrder.begin() + 4;
    group->setExpanded(m_preferences.value(key, isOpenFirst).toBool());
    connect(group, &CollapsibleGroup::toggled, this, [this, key](bool isOpen) {
        m_preferences.setValue(key, isOpen);
        showSummaries();
    });
    layout.addWidget(group);
}

FieldRow* SettingsForm::createRow(const Field& field)
{
    const std::string name = field.info.name;
    auto* row = new FieldRow(field.info, this);
    m_rows[name] = row;
    connect(&row->editor(), &FieldEditor::edited, this, [this, name](const FieldValue& value) { edit(name, value); });
    connect(row, &FieldRow::resetRequested, this, [this, name] {
        TrainSettings base = presetOrOwn();
        std::vector<Field> list = fields(base);
        if (const Result<Field*> found = findField(list, name)) {
            edit(name, (*found)->get());
        }
    });
    return row;
}

void SettingsForm::addExtras(CollapsibleGroup& group, QVBoxLayout& rows, const std::string& name)
{
    if (name == "network") {
        m_facts = new NetworkFacts(this);
        connect(m_facts, &NetworkFacts::saveRequested, this, &SettingsForm::saveNetworkRequested);
        rows.addWidget(m_facts);
    } else if (name == "schedule") {
        m_schedule = new SchedulePreview(this);
        rows.addWidget(m_schedule);
    } else if (name == "augmentation") {
        m_augmentation = new AugmentationPreview(this);
        rows.addWidget(m_augmentation);
        connect(m_augmentation, &AugmentationPreview::largerRequested, this, &SettingsForm::openAugmentationDialog);
        addAugmentationParts(rows);
        group.setNote(tr("preview on a training image"));
    }
}

/// The kinds beyond the basic ones, each group folded until it is wanted.
void SettingsForm::addAugmentationParts(QVBoxLayout& rows)
{
    std::vector<std::string> names;
    for (const Field& field : fields(m_settings)) {
        const std::string& name = field.info.group;
        if (isAugmentationPart(name) && (names.empty() || names.back() != name)) {
            names.push_back(name);
        }
    }
    for (const std::string& name : names) {
        addGroup(rows, name);
        m_groups.at(name)->setNested();
    }
}

void SettingsForm::openAugmentationDialog()
{
    if (!m_augmentationDialog) {
        m_augmentationDialog = new AugmentationDialog(window());
        m_augmentationDialog->setDataSet(m_dataSet);
        connect(m_augmentationDialog, &AugmentationDialog::edited, this, &SettingsForm::edit);
        connect(this, &QObject::destroyed, m_augmentationDialog, &QObject::deleteLater);
    }
    showSettings();
    m_augmentationDialog->setLocked(m_isLocked);
    m_augmentationDialog->show();
    m_augmentationDialog->raise();
    m_augmentationDialog->activateWindow();
}

void SettingsForm::edit(const std::string& field, const FieldValue& value)
{
    if (field == "network" && value == FieldValue(std::string(kFromFile))) {
        showSettings(); // the entry is a question, not a network
        emit networkFileRequested();
        return;
    }
    TrainSettings changed = m_settings;
    std::vector<Field> list = fields(changed);
    const Result<Field*> found = findField(list, field);
    if (!found || m_isLocked || (*found)->get() == value) {
        return;
    }
    if (const Result<void> set = setField(**found, value); !set) {
        m_rows.at(field)->setProblem(errorText(set.error()));
        return;
    }
    if (isGraphFile(changed.network) && !isGraphFile(m_settings.network)) {
        changed.width = 1;
    }
    const bool isPreset = changed == presetOrOwn() && m_trainingImages > 0;
    // Of a text every change is a step of its own; the turns of a number are one.
    const bool isText = (*found)->info.kind == FieldKind::Text;
    const int id = isText ? -1 : static_cast<int>(*found - list.data());
    m_undo.push(new SettingsChange({m_settings, m_preset}, {changed, isPreset ? m_basePreset : std::string()}, id,
                                   [this](const SettingsChange::State& state) { apply(state.first, state.second); }));
}

void SettingsForm::changeTo(const TrainSettings& settings, const std::string& preset)
{
    if (settings != m_settings || preset != m_preset) {
        m_undo.push(
            new SettingsChange({m_settings, m_preset}, {settings, preset}, -1,
                               [this](const SettingsChange::State& state) { apply(state.first, state.second); }));
    }
}

void SettingsForm::setNetworkFile(const std::string& path)
{
    m_facts->reload(); // the same file may have changed
    edit("network", FieldValue(path));
    emit settingsChanged();
}

const LayerGraph* SettingsForm::network() const
{
    return m_facts->summary() ? &m_facts->graph() : nullptr;
}

void SettingsForm::choosePreset(const QString& name)
{
    const std::size_t images = m_trainingImages > 0 ? m_trainingImages : kUsualImages;
    if (const std::optional<TrainSettings> made = m_presetRow->find(name.toStdString(), images)) {
        changeTo(*made, name.toStdString());
    }
    showSettings();
}

void SettingsForm::apply(const TrainSettings& settings, const std::string& preset)
{
    m_settings = settings;
    m_preset = preset;
    m_basePreset = preset.empty() ? m_basePreset : preset;
    m_preferences.setTrainSettings(m_settings, QString::fromStdString(m_preset));
    showSettings();
    emit settingsChanged();
}

void SettingsForm::setDataSet(const DataSet& dataSet)
{
    m_trainingImages = dataSet.indicesOf(Part::Training).size();
    m_dataSet = dataSet;
    m_augmentation->setDataSet(dataSet);
    if (m_augmentationDialog) {
        m_augmentationDialog->setDataSet(dataSet);
    }
    m_facts->setDataSet(dataSet);
    for (const auto& [name, row] : m_rows) {
        const int side = std::max(dataSet.size.height, dataSet.size.width);
        row->editor().setUsefulMaximum(name == "translate" ? side / 4 : side);
    }
    if (!m_preset.empty() && m_trainingImages > 0) {
        if (const std::optional<TrainSettings> made = m_presetRow->find(m_preset, m_trainingImages)) {
            apply(*made, m_preset); // not a person's change: nothing to undo
            return;
        }
    }
    showSettings();
}

void SettingsForm::setDevices(const std::vector<DeviceInfo>& devices)
{
    std::vector<FieldOption> options{{"auto", choiceLabel("device", "auto")}};
    for (const DeviceInfo& device : devices) {
        options.push_back({device.id, QString::fromStdString(device.name)});
    }
    if (devices.empty()) {
        options.push_back({"cpu", choiceLabel("device", "cpu")});
    }
    m_rows.at("device")->editor().setOptions(options);
}

TrainSettings SettingsForm::presetOrOwn() const
{
    // Without a data set a preset has no numbers yet: nothing differs from it.
    const std::optional<TrainSettings> made = m_presetRow->find(m_basePreset, m_trainingImages);
    return made && m_trainingImages > 0 ? *made : m_settings;
}

/// For the groups' live answer.
void SettingsForm::showParameters()
{
    std::vector<FieldOption> names;
    if (const std::optional<GraphSummary>& summary = m_facts->summary()) {
        for (const ParameterInfo& parameter : summary->parameters) {
            if (!parameter.isBuffer) {
                names.push_back({parameter.name, {}});
            }
        }
    }
    m_rows.at("groups")->editor().setOptions(names);
}

void SettingsForm::setNow(std::optional<double> epoch)
{
    m_schedule->setNow(epoch);
}

FieldRow* SettingsForm::row(const std::string& field) const
{
    const auto found = m_rows.find(field);
    return found == m_rows.end() ? nullptr : found->second;
}

} // namespace saccade
