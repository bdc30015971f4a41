#include "tests/pages/form_hand.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

using namespace saccade;

void enter(QWidget* control, const FieldValue& value)
{
    if (auto* combo = qobject_cast<QComboBox*>(control)) {
        const int index = combo->findData(QString::fromStdString(std::get<std::string>(value)));
        QVERIFY(index >= 0);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    } else if (auto* slider = qobject_cast<QSlider*>(control)) {
        if (const auto* count = std::get_if<std::int64_t>(&value)) {
            slider->setValue(static_cast<int>(*count));
        } else { // a share: one step to where there is room
            slider->setValue(slider->value() < slider->maximum() ? slider->value() + 1 : slider->value() - 1);
        }
    } else if (auto* whole = qobject_cast<QSpinBox*>(control)) {
        whole->setValue(static_cast<int>(std::get<std::int64_t>(value)));
    } else if (auto* real = qobject_cast<QDoubleSpinBox*>(control)) {
        real->setValue(std::get<double>(value));
    } else if (auto* add = control->findChild<QPushButton*>(QStringLiteral("addGroupButton"))) {
        add->click();
        auto* edit = control->findChild<QLineEdit*>(QStringLiteral("groupEdit0"));
        edit->setText(QString::fromStdString(std::get<std::string>(value)));
        emit edit->editingFinished();
    } else {
        QFAIL("a kind of control that the test does not know");
    }
}
