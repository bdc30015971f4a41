#include "ui/models/csv_text.h"

#include "engine/formats/csv_text.h"

namespace saccade {

QString csvField(const QString& text)
{
    return QString::fromStdString(csvField(std::string_view(text.toStdString())));
}

QString tsvField(const QString& text)
{
    QString field = text;
    for (const char special : {'\t', '\r', '\n'}) {
        field.replace(QLatin1Char(special), QLatin1Char(' '));
    }
    const bool isFormula = !field.isEmpty() && QStringLiteral("=+-@").contains(field.front());
    return isFormula ? QLatin1Char('\'') + field : field;
}

} // namespace saccade
