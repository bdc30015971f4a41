#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/training/train_settings.h"

class QTimer;

namespace saccade {

enum class ThemeChoice
{
    FollowSystem,
    Light,
    Dark,
    SystemColours ///< no style sheet and no palette of ours
};

/// What the user chose and what is remembered, in $XDG_CONFIG_HOME/saccade/settings.json. Written shortly after a
/// change through AtomicFile; a file that cannot be read is kept beside as .broken and defaults are used. UI thread.
class Preferences final : public QObject
{
    Q_OBJECT

public:
    /// Reads the file; an empty path keeps everything in memory (tests).
    explicit Preferences(const std::filesystem::path& file, QObject* parent = nullptr);
    ~Preferences() override;

    [[nodiscard]] ThemeChoice themeChoice() const { return m_themeChoice; }
    void setThemeChoice(ThemeChoice choice);

    [[nodiscard]] const QStringList& recentSources() const { return m_recentSources; } ///< newest first, at most 8
    void addRecentSource(const QString& source);
    [[nodiscard]] const QStringList& recentRuns() const { return m_recentRuns; }
    void addRecentRun(const QString& folder);
    [[nodiscard]] const QStringList& recentModels() const { return m_recentModels; } ///< exported files
    void addRecentModel(const QString& file);
    void forgetRecent();

    [[nodiscard]] const TrainSettings& trainSettings() const { return m_trainSettings; }
    [[nodiscard]] const QString& preset() const { return m_preset; } ///< "" when the settings were changed by hand
    void setTrainSettings(const TrainSettings& settings, const QString& preset);

    /// Anything a widget wants to find again: splitter positions, check boxes, the window's geometry. Bytes come back
    /// as base64 text.
    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback = {}) const;
    void setValue(const QString& key, const QVariant& value);

signals:
    void themeChoiceChanged();
    void recentChanged();
    void saveFailed(const saccade::Error& error);

private:
    void load();
    void saveSoon();
    void save();

    std::filesystem::path m_file;
    ThemeChoice m_themeChoice = ThemeChoice::FollowSystem;
    QStringList m_recentSources;
    QStringList m_recentRuns;
    QStringList m_recentModels;
    TrainSettings m_trainSettings;
    QString m_preset = QStringLiteral("quick");
    QVariantMap m_values;
    QTimer* m_saveTimer = nullptr;
};

} // namespace saccade
