#include "ui/forms/field_value_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/field_text.h"
#include "ui/text/format.h"

namespace saccade {

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
        return QLocale().toString(*real, 'g', 6);
    }
    const QString count = formatCount(std::get<std::int64_t>(value));
    return info.unit == "px" ? QCoreApplication::translate("FieldValue", "%1 px").arg(count) : count;
}

} // namespace saccade
