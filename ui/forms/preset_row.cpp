#include "ui/forms/preset_row.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QUndoCommand>

#include "ui/forms/field_editor.h"
#include "ui/text/error_text.h"
#include "ui/text/field_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/wheel_guard.h"

namespace saccade {

namespace {

/// A deletion, there and back.
class PresetDeletion final : public QUndoCommand
{
public:
    PresetDeletion(const QString& text, std::function<void()> remove, std::function<void()> restore)
        : QUndoCommand(text), m_remove(std::move(remove)), m_restore(std::move(restore))
    {}

    void redo() override { m_remove(); }
    void undo() override { m_restore(); }

private:
    std::function<void()> m_remove;
    std::function<void()> m_restore;
};

bool isBuiltIn(const std::string& name)
{
    return std::find(presetNames().begin(), presetNames().end(), name) != presetNames().end();
}

} // namespace

PresetRow::PresetRow(std::filesystem::path folder, Dialogs& dialogs, QUndoStack& undo, QWidget* parent)
    : QWidget(parent),
      m_presets(std::move(folder)),
      m_dialogs(dialogs),
      m_undo(undo),
      m_combo(new QComboBox(this)),
      m_more(makeToolButton(QStringLiteral("presetMenuButton"), tr("Save, rename or delete presets"),
                            QStringLiteral("more"), this)),
      m_problem(makeCaption({}, this))
{
    m_combo->setObjectName(QStringLiteral("presetCombo"));
    m_combo->setAccessibleName(tr("Preset"));
    leaveWheelToPane(m_combo);
    m_combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_combo->setMinimumContentsLength(4);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_problem->setObjectName(QStringLiteral("presetProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* label = new QLabel(tr("Preset"), this);
    label->setFixedWidth(paneWidth(measure::kFieldLabel));
    label->setBuddy(m_combo);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(34, 8, measure::kPageMargin, 8);
    layout->setHorizontalSpacing(0);
    layout->setVerticalSpacing(2);
    layout->addWidget(label, 0, 0);
    layout->addWidget(m_combo, 0, 1);
    layout->setColumnMinimumWidth(2, measure::kControlHeight + 4);
    layout->addWidget(m_more, 0, 2, Qt::AlignRight);
    layout->addWidget(m_problem, 1, 0, 1, 3);
    layout->setColumnStretch(1, 1);
    createMenu();
    connect(m_combo, &QComboBox::activated, this, &PresetRow::choose);
    read();
}

void PresetRow::createMenu()
{
    auto* menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("presetMenu"));
    QAction* save = menu->addAction(tr("Save as preset…"), this, &PresetRow::askToSave);
    m_rename = menu->addAction(tr("Rename…"), this, &PresetRow::askToRename);
    m_delete = menu->addAction(tr("Delete"), this, &PresetRow::remove);
    save->setObjectName(QStringLiteral("savePresetAction"));
    m_rename->setObjectName(QStringLiteral("renamePresetAction"));
    m_delete->setObjectName(QStringLiteral("deletePresetAction"));
    // No setMenu(): its arrow would stand beside the icon.
    connect(m_more, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void PresetRow::read()
{
    m_own.clear();
    if (!m_presets.folder().empty()) {
        for (const std::string& name : m_presets.names()) {
            m_own.emplace(name, m_presets.load(name, 0));
        }
    }
    fill();
}

std::optional<TrainSettings> PresetRow::find(const std::string& name, std::size_t trainingImages) const
{
    if (isBuiltIn(name)) {
        const Result<TrainSettings> made = presetSettings(name, trainingImages);
        return made ? std::optional<TrainSettings>(*made) : std::nullopt;
    }
    const auto found = m_own.find(name);
    return found != m_own.end() && found->second ? std::optional<TrainSettings>(*found->second) : std::nullopt;
}

void PresetRow::show(const std::string& name, const TrainSettings& settings)
{
    m_settings = settings;
    m_name = name;
    fill();
}

void PresetRow::fill()
{
    const QSignalBlocker blocker(m_combo);
    m_combo->clear();
    for (const std::string& name : presetNames()) {
        m_combo->addItem(presetLabel(name), QString::fromStdString(name));
    }
    if (!m_own.empty()) {
        m_combo->insertSeparator(m_combo->count());
    }
    for (const auto& [name, settings] : m_own) {
        m_combo->addItem(displayName(name), QString::fromStdString(name));
    }
    if (m_name.empty()) {
        m_combo->addItem(tr("Custom"), QString());
    }
    m_combo->setCurrentIndex(m_combo->findData(QString::fromStdString(m_name)));
    m_rename->setEnabled(isOwn());
    m_delete->setEnabled(isOwn());
}

bool PresetRow::isOwn() const
{
    return m_own.count(m_name) > 0;
}

void PresetRow::setLocked(bool isLocked)
{
    setLockedLook(m_combo, isLocked);
    m_combo->setEnabled(!isLocked);
    m_more->setEnabled(!isLocked);
}

void PresetRow::choose()
{
    const QString name = m_combo->currentData().toString();
    const auto found = m_own.find(name.toStdString());
    const bool isBroken = found != m_own.end() && !found->second;
    setProblem(isBroken ? Result<void>(found->second.error()) : Result<void>());
    if (isBroken || name.isEmpty()) {
        fill();
        return;
    }
    emit chosen(name);
}

void PresetRow::askToSave()
{
    const QString proposal = isOwn() ? displayName(m_name) : QString();
    m_dialogs.askText(
        this, tr("Save as preset"), tr("Name of the preset"), proposal, tr("Save"), [this](const QString& text) {
            const QString name = text.trimmed();
            if (name.isEmpty()) {
                return;
            }
            if (m_own.count(name.toStdString()) == 0) {
                save(name);
                return;
            }
            m_dialogs.confirm(this, tr("Replace %1?").arg(name), tr("Its settings are replaced by those of the form."),
                              tr("Replace"), [this, name](bool isSure) {
                                  if (isSure) {
                                      save(name);
                                  }
                              });
        });
}

void PresetRow::save(const QString& name)
{
    const Result<void> written = m_presets.save(name.toStdString(), m_settings);
    setProblem(written);
    read();
    if (written) {
        emit saved(name);
    }
}

void PresetRow::askToRename()
{
    const QString from = QString::fromStdString(m_name);
    m_dialogs.askText(this, tr("Rename preset"), tr("Name of the preset"), from, tr("Rename"),
                      [this, from](const QString& text) {
                          const QString to = text.trimmed();
                          if (to.isEmpty() || to == from) {
                              return;
                          }
                          const Result<void> done = m_presets.rename(from.toStdString(), to.toStdString());
                          setProblem(done);
                          read();
                          if (done) {
                              emit renamed(from, to);
                          }
                      });
}

void PresetRow::remove()
{
    const auto found = m_own.find(m_name);
    if (found == m_own.end()) {
        return;
    }
    const QString name = QString::fromStdString(m_name);
    const auto forget = [this, name] {
        const Result<void> done = m_presets.remove(name.toStdString());
        setProblem(done);
        read();
        emit removed(name);
    };
    if (!found->second) {
        m_dialogs.confirm(this, tr("Delete %1?").arg(name), tr("Its file cannot be read, so it cannot come back."),
                          tr("Delete"), [forget](bool isSure) {
                              if (isSure) {
                                  forget();
                              }
                          });
        return;
    }
    m_undo.push(new PresetDeletion(tr("Delete %1").arg(name), forget, [this, name, settings = *found->second] {
        setProblem(m_presets.save(name.toStdString(), settings));
        read();
    }));
}

void PresetRow::setProblem(const Result<void>& result)
{
    m_problem->setText(result ? QString() : errorText(result.error()));
    setTone(m_problem, QStringLiteral("bad"));
    m_problem->setVisible(!result);
}

} // namespace saccade
