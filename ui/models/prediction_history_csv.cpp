#include "ui/models/csv_text.h"
#include "ui/models/prediction_history_model.h"
#include "ui/models/prediction_text.h"

namespace saccade {

namespace {

/// The file is for programs too: English column names, a point in numbers, ISO times.
QString csvLine(const HistoryEntry& entry)
{
    const std::vector<RankedClass> top = topClasses(entry.probabilities, 1);
    const QStringList fields{entry.when.toString(Qt::ISODate),
                             csvField(entry.name),
                             csvField(QString::fromStdString(entry.file.string())),
                             top.empty() ? QString() : csvField(entry.classNames.value(top.front().index)),
                             top.empty() ? QString()
                                         : QString::number(static_cast<double>(top.front().probability), 'f', 6),
                             top.empty()        ? QString()
                             : isUnknown(entry) ? QStringLiteral("yes")
                                                : QStringLiteral("no"),
                             csvField(entry.modelTitle),
                             entry.error ? QString::fromLatin1(errorCodeName(entry.error->code)) : QString()};
    return fields.join(QLatin1Char(',')) + QLatin1Char('\n');
}

} // namespace

QString PredictionHistoryModel::csv() const
{
    QString text = QStringLiteral("time,name,file,class,probability,unknown,model,error\n");
    for (const HistoryEntry& entry : m_entries) {
        text += csvLine(entry);
    }
    return text;
}

} // namespace saccade
