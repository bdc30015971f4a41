#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringDecoder>
#include <array>
#include <cmath>

namespace saccade {

namespace {

class Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

} // namespace

QString formatCount(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString withSign(double difference, const QString& magnitude)
{
    return difference > 0 ? QLatin1Char('+') + magnitude : difference < 0 ? QStringLiteral("−") + magnitude : magnitude;
}

QString formatNumber(double value, int decimals)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', decimals) : QStringLiteral("–");
}

QString formatPercent(double share, int decimals)
{
    //: a number and the percent sign
    return Format::tr("%1 %").arg(formatNumber(share * 100, decimals));
}

QString formatBytes(std::int64_t bytes)
{
    constexpr std::array<const char*, 5> kUnits = {
        QT_TRANSLATE_NOOP("Format", "%1 bytes"), QT_TRANSLATE_NOOP("Format", "%1 kB"),
        QT_TRANSLATE_NOOP("Format", "%1 MB"), QT_TRANSLATE_NOOP("Format", "%1 GB"),
        QT_TRANSLATE_NOOP("Format", "%1 TB")};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit > 0 && value < 9.95 ? 1 : 0;
    return Format::tr(kUnits[unit]).arg(formatNumber(value, decimals));
}

QString formatDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0) {
        return QStringLiteral("–");
    }
    if (seconds < 1) {
        return Format::tr("%1 ms").arg(std::lround(seconds * 1000));
    }
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const auto pair = [](std::int64_t large, std::int64_t small) {
        return QStringLiteral("%1:%2").arg(large).arg(small, 2, 10, QLatin1Char('0'));
    };
    if (whole < 60) {
        return Format::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return Format::tr("%1 min").arg(pair(whole / 60, whole % 60));
    }
    return Format::tr("%1 h").arg(pair(whole / 3600, whole % 3600 / 60));
}

QString formatEpochs(double epochs)
{
    QString text = formatNumber(epochs, 2);
    const QString point = QString(QLocale().decimalPoint());
    if (text.contains(point)) {
        while (text.endsWith(QLatin1Char('0'))) {
            text.chop(1);
        }
        if (text.endsWith(point)) {
            text.chop(point.size());
        }
    }
    return text;
}

QString partTitle(Part part)
{
    switch (part) {
    case Part::Training: return Format::tr("Training");
    case Part::Validation: return Format::tr("Validation");
    case Part::Test: return Format::tr("Test");
    case Part::Excluded: return Format::tr("Excluded");
    }
    return {};
}

QString displayName(const std::string& name)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(QByteArray::fromStdString(name));
    if (decoder.hasError()) {
        text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    for (QChar& character : text) {
        // control characters and marks that turn the reading direction would let a name lie about itself
        if (character.category() == QChar::Other_Control || character.category() == QChar::Other_Format) {
            character = QChar::ReplacementCharacter;
        }
    }
    return text;
}

} // namespace saccade
