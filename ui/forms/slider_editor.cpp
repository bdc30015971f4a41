#include "ui/forms/slider_editor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/forms/field_value_text.h"

namespace saccade {

namespace {

constexpr int kFirstPixels = 16; // largest count of pixels before a data set says more

struct Suggestion
{
    const char* field;
    double value;
};

/// Where a kind begins that is switched on.
constexpr std::array kSuggestions{Suggestion{"translate", 2},      Suggestion{"cutout", 8}, Suggestion{"rotate", 15},
                                  Suggestion{"cropSmallest", 0.5}, Suggestion{"hue", 0.05}, Suggestion{"grey", 0.1},
                                  Suggestion{"erase", 0.25},       Suggestion{"cutmix", 1}};

double suggestedValue(const std::string& field)
{
    const auto* found = std::find_if(kSuggestions.begin(), kSuggestions.end(),
                                     [&](const Suggestion& entry) { return entry.field == field; });
    return found == kSuggestions.end() ? 0.2 : found->value;
}

FieldValue numberOf(const FieldInfo& info, double value)
{
    return info.kind == FieldKind::Integer ? FieldValue(static_cast<std::int64_t>(std::lround(value)))
                                           : FieldValue(value);
}

double toDouble(const FieldValue& value)
{
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

double stepOf(const FieldInfo& info)
{
    return info.kind == FieldKind::Integer ? 1 : info.step;
}

/// What position 0 stands for. A count is its own position.
double originOf(const FieldInfo& info)
{
    return info.kind == FieldKind::Integer ? 0 : info.minimum;
}

bool isPixelCount(const FieldInfo& info)
{
    return info.kind == FieldKind::Integer && info.unit == "px";
}

} // namespace

SliderEditor::SliderEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_text(new QLabel(this)),
      m_lastOn(numberOf(info, suggestedValue(info.name)))
{
    layout()->addWidget(m_slider);
    layout()->addWidget(m_text);
    m_text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_text->setMinimumWidth(m_text->fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
    m_slider->setMinimum(positionOf(numberOf(info, info.minimum)));
    m_slider->setMaximum(positionOf(numberOf(info, isPixelCount(info) ? kFirstPixels : info.maximum)));
    m_slider->setPageStep(std::clamp(m_slider->maximum() / 10, 2, 10));
    setControl(m_slider);
    setValue(offValue().value_or(valueAt(m_slider->minimum())));
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        display(valueAt(position));
        emit edited(valueAt(position));
    });
}

FieldValue SliderEditor::valueAt(int position) const
{
    // In whole steps of the last digit, so that 3 x 0.05 is 0.15.
    const double digit = std::pow(10.0, info().decimals);
    return numberOf(info(), std::round((originOf(info()) + position * stepOf(info())) * digit) / digit);
}

int SliderEditor::positionOf(const FieldValue& value) const
{
    return static_cast<int>(std::lround((toDouble(value) - originOf(info())) / stepOf(info())));
}

void SliderEditor::setValue(const FieldValue& value)
{
    const QSignalBlocker blocker(m_slider);
    const int position = positionOf(value);
    m_slider->setMaximum(std::max(m_slider->maximum(), position));
    m_slider->setValue(position);
    display(value);
}

void SliderEditor::setUsefulMaximum(int maximum)
{
    if (isPixelCount(info())) {
        const int largest = std::clamp(maximum, 1, static_cast<int>(info().maximum));
        m_slider->setMaximum(std::max(largest, m_slider->value()));
    }
}

std::optional<FieldValue> SliderEditor::offValue() const
{
    if (info().name == "cropSmallest") {
        return FieldValue(1.0);
    }
    const bool isSwitch = info().minimum == 0 && info().name != "policyMagnitude";
    return isSwitch ? std::optional(numberOf(info(), 0)) : std::nullopt;
}

FieldValue SliderEditor::onValue() const
{
    return m_lastOn;
}

/// Off is quiet, at whichever end of the slider it lies.
void SliderEditor::showAsOn(bool isOn)
{
    if (m_slider->property("isOff").toBool() == isOn) {
        m_slider->setProperty("isOff", !isOn);
        m_slider->style()->unpolish(m_slider);
        m_slider->style()->polish(m_slider);
    }
}

void SliderEditor::display(const FieldValue& value)
{
    const bool isOn = offValue() != value;
    m_text->setText(isOn ? fieldValueText(info(), value) : tr("off"));
    m_slider->setToolTip(m_text->text());
    if (isOn && offValue()) {
        m_lastOn = value;
    }
    showAsOn(isOn);
    emit switched(isOn);
}

} // namespace saccade
