#include "ui/forms/field_value_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/field_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

QString withUnit(const FieldInfo& info, const QString& number)
{
    if (info.unit == "px") {
        return QCoreApplication::translate("FieldValue", "%1 px").arg(number);
    }
    return info.unit == "°" ? QCoreApplication::translate("FieldValue", "%1°").arg(number) : number;
}

} // namespace

QString fieldValueText(const FieldInfo& info, const FieldValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return choiceLabel(info.name, *text);
    }
    if (const auto* truth = std::get_if<bool>(&value)) {
        return *truth ? QCoreApplication::translate("FieldValue", "on")
                      : QCoreApplication::translate("FieldValue", "off");
    }
    if (const auto* real = std::get_if<double>(&value)) {
        const bool isShare = info.group.starts_with("augmentation") && info.unit.empty() && info.maximum <= 1;
        const QString number = QLocale().toString(isShare ? *real * 100 : *real, 'g', 6);
        return isShare ? QCoreApplication::translate("FieldValue", "%1 %").arg(number) : withUnit(info, number);
    }
    const QString count = formatCount(std::get<std::int64_t>(value));
    return withUnit(info, count);
}

} // namespace saccade
