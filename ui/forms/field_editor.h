#pragma once

#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/fields.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace saccade {

/// A name that can be chosen, and what people read.
struct FieldOption
{
    std::string name;
    QString label;
};

/// The control of one setting: a combo box for choices and open lists, a spin box for numbers, a check box for truths.
/// It shows what it is given and tells what a person did; it holds no setting. UI thread.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    /// The right kind for the field; pixel counts and the augmentation's numbers get a slider.
    [[nodiscard]] static FieldEditor* create(const FieldInfo& info, QWidget* parent);

    [[nodiscard]] const FieldInfo& info() const { return m_info; }
    virtual void setValue(const FieldValue& value) = 0;
    /// For open lists: what can be chosen; a value that is not among them is added.
    virtual void setOptions(const std::vector<FieldOption>& options);
    /// For sliders: the largest value that makes sense for the images at hand.
    virtual void setUsefulMaximum(int maximum);
    /// Needs the whole width of the form, below its label.
    [[nodiscard]] virtual bool isWide() const { return false; }
    /// Shown but not to be changed, in the look of a running run.
    void setLocked(bool isLocked);
    /// For what can be switched off: the value that does so, and the one that it comes back with.
    [[nodiscard]] virtual std::optional<FieldValue> offValue() const;
    [[nodiscard]] virtual FieldValue onValue() const;

signals:
    void edited(const saccade::FieldValue& value);
    /// The value that is shown now is, or is not, the one that switches off.
    void switched(bool isOn);

protected:
    FieldEditor(FieldInfo info, QWidget* parent);
    /// The control that a person works with: gets the object name, the accessible name and the focus.
    void setControl(QWidget* control);
    [[nodiscard]] QWidget* control() const { return m_control; }

private:
    FieldInfo m_info;
    QWidget* m_control = nullptr;
};

/// The style of a control that is shown but not to be changed.
void setLockedLook(QWidget* control, bool isLocked);

} // namespace saccade
