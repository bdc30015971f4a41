#include "ui/settings/data_preferences.h"

#include <QVariantMap>
#include <algorithm>

namespace saccade {

namespace {

constexpr int kMostSources = 100;
constexpr int kMostGigabytes = 1024;
constexpr int kDefaultGigabytes = 8;
constexpr int kLargestSide = 1024;
const QString kResizeKey = QStringLiteral("data/resize");
const QString kLimitKey = QStringLiteral("data/cacheLimitGigabytes");

} // namespace

ResizeChoice resizeChoiceOf(const Preferences& preferences, const QString& source)
{
    const QStringList words = preferences.value(kResizeKey).toMap().value(source).toString().split(QLatin1Char(' '));
    const Result<ResizeMode> mode = resizeModeNamed(words.value(0).toStdString());
    const int side = words.value(1).toInt();
    return mode && side >= 0 && side <= kLargestSide ? ResizeChoice{*mode, side} : ResizeChoice{};
}

void rememberResizeChoice(Preferences& preferences, const QString& source, const ResizeChoice& choice)
{
    QVariantMap choices = preferences.value(kResizeKey).toMap();
    choices.insert(source, QString::fromStdString(resizeModeName(choice.mode)) + QLatin1Char(' ') +
                               QString::number(choice.side));
    for (auto entry = choices.begin(); choices.size() > kMostSources && entry != choices.end();) {
        const bool isRecent = entry.key() == source || preferences.recentSources().contains(entry.key());
        entry = isRecent ? std::next(entry) : choices.erase(entry);
    }
    preferences.setValue(kResizeKey, choices);
}

int cacheLimitGigabytes(const Preferences& preferences)
{
    return std::clamp(preferences.value(kLimitKey, kDefaultGigabytes).toInt(), 1, kMostGigabytes);
}

void setCacheLimitGigabytes(Preferences& preferences, int gigabytes)
{
    preferences.setValue(kLimitKey, std::clamp(gigabytes, 1, kMostGigabytes));
}

std::uint64_t cacheLimitBytes(const Preferences& preferences)
{
    return static_cast<std::uint64_t>(cacheLimitGigabytes(preferences)) * 1'000'000'000;
}

OpenRequest requestFor(const Preferences& preferences, const QString& source, const std::filesystem::path& cacheFolder)
{
    const ResizeChoice choice = resizeChoiceOf(preferences, source);
    OpenRequest request;
    request.source = source.toStdString();
    request.side = choice.side;
    request.resize = choice.mode;
    request.cacheFolder = cacheFolder;
    request.cacheBytes = cacheLimitBytes(preferences);
    return request;
}

} // namespace saccade
