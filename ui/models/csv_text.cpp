#include "ui/models/csv_text.h"

#include "engine/formats/csv_text.h"

namespace saccade {

QString csvField(const QString& text)
{
    return QString::fromStdString(csvField(std::string_view(text.toStdString())));
}

} // namespace saccade
