#include "ui/forms/slider_editor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>

#include "ui/text/format.h"

namespace saccade {

SliderEditor::SliderEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_slider(new QSlider(Qt::Horizontal, this)), m_value(new QLabel(this))
{
    layout()->addWidget(m_slider);
    layout()->addWidget(m_value);
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(QStringLiteral("128 px")));
    m_slider->setMinimum(static_cast<int>(info.minimum));
    m_slider->setMaximum(static_cast<int>(std::min(info.maximum, 16.0)));
    m_slider->setPageStep(2);
    setControl(m_slider);
    showValue();
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        showValue();
        emit edited(FieldValue(static_cast<std::int64_t>(value)));
    });
}

void SliderEditor::setValue(const FieldValue& value)
{
    const int pixels = static_cast<int>(std::get<std::int64_t>(value));
    const QSignalBlocker blocker(m_slider);
    m_slider->setMaximum(std::max(m_slider->maximum(), pixels));
    m_slider->setValue(pixels);
    showValue();
}

void SliderEditor::setUsefulMaximum(int maximum)
{
    const int largest = std::clamp(maximum, 1, static_cast<int>(info().maximum));
    m_slider->setMaximum(std::max(largest, m_slider->value()));
}

void SliderEditor::showValue()
{
    m_value->setText(m_slider->value() == 0 ? tr("off") : tr("%1 px").arg(formatCount(m_slider->value())));
}

} // namespace saccade
