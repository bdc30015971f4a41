#include "ui/forms/field_row.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/text/field_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

namespace {

constexpr int kCheckWidth = 24; // before the text of a check box

/// A number of the augmentation that says more about the one above it, which can be switched off.
bool isDetail(const FieldInfo& info)
{
    return info.kind == FieldKind::Real && info.group.starts_with("augmentation");
}

} // namespace

FieldRow::FieldRow(const FieldInfo& info, QWidget* parent)
    : QWidget(parent),
      m_editor(FieldEditor::create(info, this)),
      m_label(createLabel(fieldLabel(info.name))),
      m_reset(new QToolButton(this)),
      m_problem(new QLabel(this)),
      m_help(fieldHelp(info.name))
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(0);
    layout->setVerticalSpacing(2);
    layout->addWidget(createLead(), 0, 0);
    if (m_editor->isWide()) {
        layout->addWidget(m_editor, 1, 0, 1, 2);
    } else {
        layout->addWidget(m_editor, 0, 1);
    }
    layout->addWidget(m_problem, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    m_label->setToolTip(m_help);
    m_reset->setIcon(themeIcon(QStringLiteral("undo")));
    m_reset->setIconSize({14, 14});
    m_reset->setFixedSize(24, 24);
    m_reset->setAutoRaise(true);
    m_reset->setObjectName(QString::fromStdString(info.name) + QStringLiteral("Reset"));
    m_reset->setAccessibleName(tr("Back to the preset: %1").arg(fieldLabel(info.name)));
    m_problem->setObjectName(QString::fromStdString(info.name) + QStringLiteral("Problem"));
    m_problem->setWordWrap(true);
    m_problem->setFont(themeFont(TextSize::Caption));
    m_problem->hide();
    setMinimumHeight(textSized(measure::kControlHeight));
    setRelevant(true, {});
    setChanged(false, {});
    connect(m_reset, &QToolButton::clicked, this, &FieldRow::resetRequested);
}

/// Label and button back, as wide in every row, so that the editors stand in one column.
QWidget* FieldRow::createLead()
{
    auto* lead = new QWidget(this);
    auto* layout = new QHBoxLayout(lead);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(0);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_reset);
    if (!m_editor->isWide()) {
        lead->setFixedWidth(paneWidth(measure::kFieldLabel));
    }
    return lead;
}

QWidget* FieldRow::createLabel(const QString& text)
{
    const std::optional<FieldValue> off = m_editor->offValue();
    if (!off) {
        auto* label = new ElidedLabel(text, this);
        label->setBuddy(m_editor);
        label->setIndent(isDetail(m_editor->info()) ? kCheckWidth : 0);
        return label;
    }
    m_switch = new QCheckBox(text, this);
    m_switch->setProperty("role", QStringLiteral("fieldSwitch"));
    m_switch->setMinimumWidth(kCheckWidth);
    m_switch->setObjectName(QString::fromStdString(m_editor->info().name) + QStringLiteral("Switch"));
    connect(m_editor, &FieldEditor::switched, m_switch, &QCheckBox::setChecked);
    connect(m_switch, &QCheckBox::clicked, m_editor,
            [this, off = *off](bool isOn) { emit m_editor->edited(isOn ? m_editor->onValue() : off); });
    return m_switch;
}

void FieldRow::setChanged(bool isChanged, const QString& presetValue)
{
    m_isChanged = isChanged;
    m_reset->setToolTip(tr("Back to the preset's %1").arg(presetValue));
    updateEnabled();
}

void FieldRow::setProblem(const QString& problem)
{
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, theme().bad);
    m_problem->setPalette(colours);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void FieldRow::setRelevant(bool isRelevant, const QString& reason)
{
    m_isRelevant = isRelevant;
    setToolTip(isRelevant ? m_help : reason);
    m_editor->setToolTip(isRelevant ? m_help : reason);
    updateEnabled();
}

void FieldRow::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    m_editor->setLocked(isLocked);
    updateEnabled();
}

void FieldRow::updateEnabled()
{
    m_editor->setEnabled(m_isRelevant && !m_isLocked);
    m_label->setEnabled(m_switch ? m_isRelevant && !m_isLocked : m_isRelevant || m_isLocked);
    m_reset->setVisible(m_isChanged && !m_isLocked);
}

} // namespace saccade
