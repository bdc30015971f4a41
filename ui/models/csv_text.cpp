#include "ui/models/csv_text.h"

#include <QRegularExpression>

namespace saccade {

QString csvField(const QString& text)
{
    static const QRegularExpression needsQuotes(QStringLiteral("[,\"\r\n]"));
    QString field = text;
    if (!field.isEmpty() && QStringLiteral("=+-@").contains(field[0])) {
        field.prepend(QLatin1Char('\''));
    }
    if (field.contains(needsQuotes)) {
        field.replace(QLatin1String("\""), QLatin1String("\"\""));
        field = QLatin1Char('"') + field + QLatin1Char('"');
    }
    return field;
}

} // namespace saccade
