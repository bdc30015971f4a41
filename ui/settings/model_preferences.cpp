#include "ui/settings/model_preferences.h"

namespace saccade {

namespace {

constexpr int kRecentFiles = 5;
const char* const kRecentKey = "predict/recentModels";

} // namespace

QStringList recentModelFiles(const Preferences& preferences)
{
    return preferences.value(QLatin1String(kRecentKey)).toStringList();
}

void rememberModelFile(Preferences& preferences, const QString& path)
{
    QStringList files = recentModelFiles(preferences);
    files.removeAll(path);
    files.prepend(path);
    preferences.setValue(QLatin1String(kRecentKey), QStringList(files.mid(0, kRecentFiles)));
}

} // namespace saccade
