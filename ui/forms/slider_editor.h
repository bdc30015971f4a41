#pragma once

#include "ui/forms/field_editor.h"

class QSlider;

namespace saccade {

/// A number by slider, its value beside it: counts of pixels and the strengths of the augmentation. UI thread.
class SliderEditor final : public FieldEditor
{
    Q_OBJECT

public:
    SliderEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;
    /// For counts of pixels.
    void setUsefulMaximum(int maximum) override;
    [[nodiscard]] std::optional<FieldValue> offValue() const override;
    [[nodiscard]] FieldValue onValue() const override;

private:
    [[nodiscard]] FieldValue valueAt(int position) const;
    [[nodiscard]] int positionOf(const FieldValue& value) const;
    void display(const FieldValue& value);
    void showAsOn(bool isOn);

    QSlider* m_slider;
    QLabel* m_text;
    FieldValue m_lastOn;
};

} // namespace saccade
