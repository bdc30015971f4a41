#include "ui/forms/choice_editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/text/field_text.h"

namespace saccade {

ChoiceEditor::ChoiceEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_combo(new QComboBox(this))
{
    layout()->addWidget(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(4);
    m_combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_combo->setFocusPolicy(Qt::StrongFocus);
    setControl(m_combo);
    for (const std::string& choice : info.choices) {
        m_combo->addItem(choiceLabel(info.name, choice), QString::fromStdString(choice));
    }
    connect(m_combo, &QComboBox::activated, this,
            [this] { emit edited(FieldValue(m_combo->currentData().toString().toStdString())); });
}

void ChoiceEditor::setValue(const FieldValue& value)
{
    const QString name = QString::fromStdString(std::get<std::string>(value));
    if (m_combo->findData(name) < 0) {
        m_combo->addItem(choiceLabel(info().name, name.toStdString()), name);
    }
    m_combo->setCurrentIndex(m_combo->findData(name));
}

void ChoiceEditor::setOptions(const std::vector<FieldOption>& options)
{
    const QString current = m_combo->currentData().toString();
    m_combo->clear();
    for (const FieldOption& option : options) {
        m_combo->addItem(option.label, QString::fromStdString(option.name));
    }
    if (!current.isEmpty()) {
        setValue(FieldValue(current.toStdString()));
    }
}

BooleanEditor::BooleanEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_check(new QCheckBox(this))
{
    layout()->addWidget(m_check);
    setControl(m_check);
    connect(m_check, &QCheckBox::clicked, this, [this](bool isOn) { emit edited(FieldValue(isOn)); });
}

void BooleanEditor::setValue(const FieldValue& value)
{
    m_check->setChecked(std::get<bool>(value));
}

} // namespace saccade
