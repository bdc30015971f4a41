// What the form shows: kept apart from what it does.
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/forms/augmentation_dialog.h"
#include "ui/forms/augmentation_preview.h"
#include "ui/forms/augmentation_words.h"
#include "ui/forms/field_row.h"
#include "ui/forms/field_value_text.h"
#include "ui/forms/network_facts.h"
#include "ui/forms/preset_row.h"
#include "ui/forms/settings_form.h"
#include "ui/plots/schedule_preview.h"
#include "ui/text/error_text.h"
#include "ui/text/field_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

namespace {

/// Why a setting has no effect beside the others, or empty.
QString irrelevance(const TrainSettings& settings, const std::string& field, bool isGrey)
{
    const bool isMuon = settings.optimiser == OptimiserKind::MuonSgd;
    if ((field == "biasRate" || field == "headRate") && !isMuon) {
        return SettingsForm::tr("Used by Muon with SGD only.");
    }
    if (field == "momentum" && !isMuon && settings.optimiser != OptimiserKind::Sgd) {
        return SettingsForm::tr("Adam keeps its own averages; momentum is for SGD and Muon.");
    }
    if (field == "width" && isGraphFile(settings.network)) {
        return SettingsForm::tr("A network from a file has its own width.");
    }
    if (field == "finalRate" && settings.schedule == ScheduleShape::Constant) {
        return SettingsForm::tr("A constant learning rate does not fall.");
    }
    if (field == "stepEvery" && settings.schedule != ScheduleShape::Step) {
        return SettingsForm::tr("Used by the schedule in steps only.");
    }
    if (field == "plateauPatience" && settings.schedule != ScheduleShape::Plateau) {
        return SettingsForm::tr("Used by the plateau schedule only.");
    }
    if (field == "stepFactor" && settings.schedule != ScheduleShape::Step &&
        settings.schedule != ScheduleShape::Plateau) {
        return SettingsForm::tr("Used by the schedules that fall in steps.");
    }
    if (field == "patience" && settings.validationShare <= 0) {
        return SettingsForm::tr("Without validation images no epoch is better than another.");
    }
    return augmentationIrrelevance(settings.augmentation, field, isGrey);
}

bool isBasicField(const std::string& field)
{
    static const std::vector<std::string> others{
        "width",           "normalise",    "dropout",    "groups",         "biasRate",        "headRate",
        "momentum",        "weightDecay",  "accumulate", "labelSmoothing", "clipNorm",        "averageDecay",
        "firstScale",      "fullSizeFrom", "warmUp",     "finalRate",      "stepEvery",       "stepFactor",
        "plateauPatience", "classWeights", "sampling",   "validateEvery",  "validationShare", "precision",
        "replicas",        "loaderThreads"};
    return std::find(others.begin(), others.end(), field) == others.end();
}

/// The field an error is about, or empty.
std::string fieldOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NetworkUnknown:
    case ErrorCode::InputTooSmall:
    case ErrorCode::GraphInvalid: return "network";
    case ErrorCode::DeviceUnavailable: return "device";
    case ErrorCode::OutOfMemory: return "batchSize";
    case ErrorCode::SettingInvalid: return error.detail.substr(0, error.detail.find(':'));
    default: return {};
    }
}

} // namespace

void SettingsForm::createTitle(QVBoxLayout& layout)
{
    m_title = new QStackedWidget(this);
    m_title->setFixedHeight(rowHeight(measure::kPaneTitle));
    m_title->addWidget(createOpenTitle());
    m_title->addWidget(createLockedTitle());
    layout.addWidget(m_title);
    layout.addWidget(makeHorizontalLine(this));
    for (const auto& [keys, redoes] : {std::pair(QKeySequence::Undo, false), std::pair(QKeySequence::Redo, true)}) {
        auto* shortcut = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, &m_undo, redoes ? &QUndoStack::redo : &QUndoStack::undo);
    }
}

QWidget* SettingsForm::createOpenTitle()
{
    auto* title = new PaneTitle(tr("Settings"), this);
    m_scope = new SegmentedButtons(tr("Which settings are shown"), {tr("Basic"), tr("All")}, this);
    m_scope->setObjectName(QStringLiteral("settingsScope"));
    connect(m_scope, &SegmentedButtons::selected, this, [this](int index) { setShowsAll(index == 1); });
    auto* undo = makeToolButton(QStringLiteral("undoButton"), tr("Undo the last change of the settings (Ctrl+Z)"),
                                QStringLiteral("undo"), this);
    undo->setEnabled(false);
    connect(undo, &QPushButton::clicked, &m_undo, &QUndoStack::undo);
    connect(&m_undo, &QUndoStack::canUndoChanged, undo, &QPushButton::setEnabled);
    title->addWidget(m_scope);
    title->addWidget(undo);
    return title;
}

QWidget* SettingsForm::createLockedTitle()
{
    auto* title = new QWidget(this);
    auto* row = new QHBoxLayout(title);
    row->setContentsMargins(measure::kPageMargin, 0, measure::kControlGap, 0);
    row->setSpacing(measure::kControlGap);
    auto* words = makeLabel(tr("Locked during this run"), QStringLiteral("2"), title);
    words->setObjectName(QStringLiteral("lockedLabel"));
    auto* copy =
        makeButton(QStringLiteral("copyToNewRunButton"), tr("Copy to new run"), {}, QStringLiteral("flat"), title);
    copy->setToolTip(tr("Edit these settings for the next run while this one goes on."));
    connect(copy, &QPushButton::clicked, this, [this] { setLocked(false); });
    row->addWidget(new IconLabel(QStringLiteral("lock"), &Theme::text2, 16, title));
    row->addWidget(words, 1);
    row->addWidget(copy);
    return title;
}

void SettingsForm::setShowsAll(bool showsAll)
{
    m_showsAll = showsAll;
    m_preferences.setValue(QStringLiteral("train/showsAll"), showsAll);
    m_scope->setCurrent(showsAll ? 1 : 0);
    for (const auto& [name, row] : m_rows) {
        row->setVisible(showsAll || isBasicField(name));
    }
    for (const auto& [name, group] : m_groups) {
        group->setVisible(showsAll || !isAugmentationPart(name));
    }
}

void SettingsForm::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    m_title->setCurrentIndex(isLocked ? 1 : 0);
    m_presetRow->setLocked(isLocked);
    for (const auto& [name, row] : m_rows) {
        row->setLocked(isLocked);
    }
    if (m_augmentationDialog) {
        m_augmentationDialog->setLocked(isLocked);
    }
    m_undo.clear();
    showSettings();
}

bool SettingsForm::setProblem(const std::optional<Error>& problem)
{
    const std::string culprit = problem ? fieldOf(*problem) : std::string();
    for (const auto& [name, row] : m_rows) {
        row->setProblem(name == culprit ? errorText(*problem) : QString());
    }
    const auto found = m_rows.find(culprit);
    if (found == m_rows.end()) {
        return !problem;
    }
    found->second->show();
    return true;
}

void SettingsForm::showSettings()
{
    m_presetRow->show(m_preset, m_settings);
    TrainSettings base = presetOrOwn();
    std::vector<Field> presetFields = fields(base);
    for (Field& field : fields(m_settings)) {
        showRow(field, *m_rows.at(field.info.name), presetFields);
    }
    m_schedule->setSettings(m_settings);
    m_augmentation->setSettings(m_settings.augmentation, m_settings.seed);
    if (m_augmentationDialog) {
        m_augmentationDialog->setSettings(m_settings.augmentation, m_settings.seed);
    }
    m_facts->setSettings(m_settings);
    showParameters();
    showSummaries();
}

void SettingsForm::showRow(Field& field, FieldRow& row, std::vector<Field>& presetFields)
{
    row.editor().setValue(field.get());
    const Result<Field*> preset = findField(presetFields, field.info.name);
    const bool isChanged = preset && (*preset)->get() != field.get();
    row.setChanged(isChanged, isChanged ? fieldValueText(field.info, (*preset)->get()) : QString());
    const QString why = irrelevance(m_settings, field.info.name, m_dataSet.size.channels == 1);
    row.setRelevant(why.isEmpty(), why);
}

void SettingsForm::showSummaries()
{
    const auto note = [this](const std::string& group, const QString& text) {
        CollapsibleGroup* section = m_groups.at(group);
        section->setNote(section->isExpanded() ? QString() : text);
    };
    note("network", choiceLabel("network", m_settings.network));
    note("stopping", m_settings.patience > 0 ? tr("after %n flat validation(s)", nullptr, m_settings.patience)
                                             : tr("after the last epoch"));
    const bool isBalanced = m_settings.classWeights != ClassWeights::None || m_settings.sampling != Sampling::All;
    note("classes", isBalanced ? tr("balanced") : tr("as they are"));
    note("repeatability", tr("seed %1").arg(QString::number(m_settings.seed)));
    for (Field& field : fields(m_settings)) {
        if (isAugmentationPart(field.info.group)) {
            note(field.info.group, augmentationNote(m_settings.augmentation, field.info.group));
        }
        if (field.info.name == "optimiser" || field.info.name == "schedule" || field.info.name == "device") {
            note(field.info.group, fieldValueText(field.info, field.get()));
        }
    }
}

} // namespace saccade
