#include "ui/forms/field_editor.h"

#include <QHBoxLayout>
#include <QStyle>

#include "ui/forms/choice_editors.h"
#include "ui/forms/groups_editor.h"
#include "ui/forms/number_editors.h"
#include "ui/forms/slider_editor.h"
#include "ui/text/field_text.h"
#include "ui/widgets/wheel_guard.h"

namespace saccade {

FieldEditor* FieldEditor::create(const FieldInfo& info, QWidget* parent)
{
    if (info.name == "groups") {
        return new GroupsEditor(info, parent);
    }
    const bool isNumber = info.kind == FieldKind::Integer || info.kind == FieldKind::Real;
    if (isNumber && (info.unit == "px" || info.group.starts_with("augmentation"))) {
        return new SliderEditor(info, parent);
    }
    switch (info.kind) {
    case FieldKind::Boolean: return new BooleanEditor(info, parent);
    case FieldKind::Real: return new RealEditor(info, parent);
    case FieldKind::Choice:
    case FieldKind::Text: return new ChoiceEditor(info, parent);
    case FieldKind::Integer: break;
    }
    return new IntegerEditor(info, parent);
}

FieldEditor::FieldEditor(FieldInfo info, QWidget* parent) : QWidget(parent), m_info(std::move(info))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
}

void FieldEditor::setControl(QWidget* control)
{
    m_control = control;
    control->setObjectName(QString::fromStdString(m_info.name));
    control->setAccessibleName(fieldLabel(m_info.name));
    control->setAccessibleDescription(fieldHelp(m_info.name));
    setFocusProxy(control);
    leaveWheelToPane(control);
}

void FieldEditor::setOptions(const std::vector<FieldOption>&) {}

void FieldEditor::setUsefulMaximum(int) {}

std::optional<FieldValue> FieldEditor::offValue() const
{
    return std::nullopt;
}

FieldValue FieldEditor::onValue() const
{
    return {};
}

void FieldEditor::setLocked(bool isLocked)
{
    setLockedLook(m_control, isLocked);
}

void setLockedLook(QWidget* control, bool isLocked)
{
    control->setProperty("locked", isLocked ? QStringLiteral("1") : QStringLiteral("0"));
    control->style()->unpolish(control);
    control->style()->polish(control);
}

} // namespace saccade
