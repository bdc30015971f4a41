#pragma once

#include "ui/forms/field_editor.h"

namespace saccade {

/// A count of pixels: slider and value, 0 reads "off".
class SliderEditor final : public FieldEditor
{
    Q_OBJECT

public:
    SliderEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;
    void setUsefulMaximum(int maximum) override;

private:
    void showValue();

    QSlider* m_slider;
    QLabel* m_value;
};

} // namespace saccade
