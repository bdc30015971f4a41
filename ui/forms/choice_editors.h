#pragma once

#include "ui/forms/field_editor.h"

namespace saccade {

/// A combo box over the field's own choices, or over an open list (networks, devices).
class ChoiceEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ChoiceEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;
    void setOptions(const std::vector<FieldOption>& options) override;

private:
    QComboBox* m_combo;
};

class BooleanEditor final : public FieldEditor
{
    Q_OBJECT

public:
    BooleanEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;

private:
    QCheckBox* m_check;
};

} // namespace saccade
