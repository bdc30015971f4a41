#include "ui/forms/number_editors.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

namespace saccade {

namespace {

void prepare(QAbstractSpinBox* spin)
{
    spin->setKeyboardTracking(false);
    spin->setFocusPolicy(Qt::StrongFocus);
    spin->setMinimumWidth(60);
    spin->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

/// Settings that 0 switches off, rather than making them small.
bool isOffAtZero(const FieldInfo& info)
{
    static const std::vector<std::string> names{"clipNorm", "averageDecay", "patience", "dropout"};
    return std::find(names.begin(), names.end(), info.name) != names.end();
}

/// The unit with the number's own plural, for numbers that say nothing without it.
QString unitSuffix(const FieldInfo& info, double value)
{
    const int number = value == 1 ? 1 : std::max(2, static_cast<int>(value)); // 0.25 epochs
    if (info.unit == "epochs") {
        return QCoreApplication::translate("NumberEditors", " epoch(s)", nullptr, number);
    }
    return info.unit == "validations" ? QCoreApplication::translate("NumberEditors", " validation(s)", nullptr, number)
                                      : QString();
}

} // namespace

QString PlainDoubleSpinBox::textFromValue(double value) const
{
    QString text = locale().toString(value, 'f', decimals());
    const QString point = locale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(locale().zeroDigit())) {
            text.chop(1);
        }
        if (text.endsWith(point)) {
            text.chop(point.size());
        }
    }
    return text.remove(locale().groupSeparator());
}

RealEditor::RealEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_spin(new PlainDoubleSpinBox(this))
{
    prepare(m_spin);
    layout()->addWidget(m_spin);
    m_spin->setDecimals(info.decimals);
    m_spin->setRange(info.minimum, info.maximum);
    if (isOffAtZero(info)) {
        m_spin->setSpecialValueText(tr("Off"));
    }
    m_spin->setSingleStep(info.step);
    m_spin->setStepType(info.maximum <= 1 && info.step >= 0.01 ? QAbstractSpinBox::DefaultStepType
                                                               : QAbstractSpinBox::AdaptiveDecimalStepType);
    setControl(m_spin);
    connect(m_spin, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_spin->setSuffix(unitSuffix(FieldEditor::info(), value));
        emit edited(FieldValue(value));
    });
}

void RealEditor::setValue(const FieldValue& value)
{
    const QSignalBlocker blocker(m_spin);
    m_spin->setValue(std::get<double>(value));
    m_spin->setSuffix(unitSuffix(info(), m_spin->value()));
}

IntegerEditor::IntegerEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_spin(new QSpinBox(this))
{
    prepare(m_spin);
    layout()->addWidget(m_spin);
    m_spin->setRange(static_cast<int>(info.minimum), static_cast<int>(info.maximum));
    if (info.minimum == 0 && info.name == "replicas") {
        m_spin->setSpecialValueText(tr("Automatic"));
    } else if (isOffAtZero(info)) {
        m_spin->setSpecialValueText(tr("Off"));
    }
    setControl(m_spin);
    connect(m_spin, &QSpinBox::valueChanged, this, [this](int value) {
        m_spin->setSuffix(unitSuffix(FieldEditor::info(), value));
        emit edited(FieldValue(static_cast<std::int64_t>(value)));
    });
}

void IntegerEditor::setValue(const FieldValue& value)
{
    const QSignalBlocker blocker(m_spin);
    m_spin->setValue(static_cast<int>(std::get<std::int64_t>(value)));
    m_spin->setSuffix(unitSuffix(info(), m_spin->value()));
}

} // namespace saccade
