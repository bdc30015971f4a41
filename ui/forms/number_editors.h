#pragma once

#include <QDoubleSpinBox>

#include "ui/forms/field_editor.h"

namespace saccade {

/// Shows no trailing zeros, so that 0.000002 and 0.4 both read well.
class PlainDoubleSpinBox final : public QDoubleSpinBox
{
    Q_OBJECT

public:
    using QDoubleSpinBox::QDoubleSpinBox;

    [[nodiscard]] QString textFromValue(double value) const override;
};

class RealEditor final : public FieldEditor
{
    Q_OBJECT

public:
    RealEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;

private:
    PlainDoubleSpinBox* m_spin;
};

class IntegerEditor final : public FieldEditor
{
    Q_OBJECT

public:
    IntegerEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;

private:
    QSpinBox* m_spin;
};

} // namespace saccade
