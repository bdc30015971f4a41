#include "ui/settings/preferences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QVariant>
#include <array>
#include <utility>

#include "engine/base/atomic_file.h"

namespace saccade {

namespace {

constexpr int kFormatVersion = 1;
constexpr int kRecentLimit = 8;
constexpr int kSaveDelayMs = 400;
constexpr std::size_t kLargestFile = 4U << 20U;
constexpr std::array<std::pair<const char*, ThemeChoice>, 4> kThemeNames = {
    {{"system", ThemeChoice::FollowSystem},
     {"light", ThemeChoice::Light},
     {"dark", ThemeChoice::Dark},
     {"systemColours", ThemeChoice::SystemColours}}};

QStringList stringsOf(const QJsonValue& value)
{
    QStringList strings;
    for (const QJsonValue& entry : value.toArray()) {
        if (entry.isString() && strings.size() < kRecentLimit) {
            strings.append(entry.toString());
        }
    }
    return strings;
}

QJsonObject encodeSettings(TrainSettings settings)
{
    QJsonObject object;
    for (const Field& field : fields(settings)) {
        object.insert(QString::fromStdString(field.info.name), QString::fromStdString(fieldText(field.get())));
    }
    return object;
}

/// Names and values that this version does not know keep their default: settings are a convenience, a plan is not.
TrainSettings decodeSettings(const QJsonObject& object)
{
    TrainSettings settings;
    for (Field& field : fields(settings)) {
        const QJsonValue value = object.value(QString::fromStdString(field.info.name));
        if (value.isString()) {
            static_cast<void>(setFieldFromText(field, value.toString().toStdString()).hasValue());
        }
    }
    return settings;
}

void putFirst(QStringList& list, const QString& entry)
{
    list.removeAll(entry);
    list.prepend(entry);
    while (list.size() > kRecentLimit) {
        list.removeLast();
    }
}

} // namespace

Preferences::Preferences(const std::filesystem::path& file, QObject* parent)
    : QObject(parent), m_file(file), m_saveTimer(new QTimer(this))
{
    m_saveTimer->setSingleShot(true);
    m_saveTimer->setInterval(kSaveDelayMs);
    connect(m_saveTimer, &QTimer::timeout, this, &Preferences::save);
    load();
}

Preferences::~Preferences()
{
    if (m_saveTimer->isActive()) {
        save();
    }
}

void Preferences::setThemeChoice(ThemeChoice choice)
{
    if (choice != m_themeChoice) {
        m_themeChoice = choice;
        saveSoon();
        emit themeChoiceChanged();
    }
}

void Preferences::addRecentSource(const QString& source)
{
    putFirst(m_recentSources, source);
    saveSoon();
    emit recentChanged();
}

void Preferences::addRecentRun(const QString& folder)
{
    putFirst(m_recentRuns, folder);
    saveSoon();
    emit recentChanged();
}

void Preferences::addRecentModel(const QString& file)
{
    putFirst(m_recentModels, file);
    saveSoon();
    emit recentChanged();
}

void Preferences::forgetRecent()
{
    m_recentSources.clear();
    m_recentRuns.clear();
    m_recentModels.clear();
    saveSoon();
    emit recentChanged();
}

void Preferences::setTrainSettings(const TrainSettings& settings, const QString& preset)
{
    if (m_trainSettings != settings || m_preset != preset) {
        m_trainSettings = settings;
        m_preset = preset;
        saveSoon();
    }
}

QVariant Preferences::value(const QString& key, const QVariant& fallback) const
{
    return m_values.value(key, fallback);
}

void Preferences::setValue(const QString& key, const QVariant& value)
{
    const QVariant stored =
        value.typeId() == QMetaType::QByteArray ? QString::fromLatin1(value.toByteArray().toBase64()) : value;
    if (m_values.value(key) != stored) {
        m_values.insert(key, stored);
        saveSoon();
    }
}

void Preferences::load()
{
    if (m_file.empty()) {
        return;
    }
    const Result<std::vector<std::uint8_t>> bytes = readFile(m_file, kLargestFile);
    if (!bytes && bytes.error().code == ErrorCode::FileNotFound) {
        return;
    }
    const QJsonDocument document =
        bytes ? QJsonDocument::fromJson(
                    QByteArray(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size())))
              : QJsonDocument();
    const QJsonObject object = document.object();
    if (object.value(QLatin1String("version")).toInt() != kFormatVersion) {
        std::error_code ignored; // nothing can be done about it: the defaults are in use
        std::filesystem::rename(m_file, std::filesystem::path(m_file) += ".broken", ignored);
        return;
    }
    const QString name = object.value(QLatin1String("theme")).toString();
    for (const auto& [text, choice] : kThemeNames) {
        if (name == QLatin1String(text)) {
            m_themeChoice = choice;
        }
    }
    m_recentSources = stringsOf(object.value(QLatin1String("recentSources")));
    m_recentRuns = stringsOf(object.value(QLatin1String("recentRuns")));
    m_recentModels = stringsOf(object.value(QLatin1String("recentModels")));
    m_trainSettings = decodeSettings(object.value(QLatin1String("training")).toObject());
    m_preset = object.value(QLatin1String("preset")).toString(m_preset);
    m_values = object.value(QLatin1String("values")).toObject().toVariantMap();
}

void Preferences::saveSoon()
{
    if (!m_file.empty()) {
        m_saveTimer->start();
    }
}

void Preferences::save()
{
    m_saveTimer->stop();
    QString name;
    for (const auto& [text, choice] : kThemeNames) {
        if (choice == m_themeChoice) {
            name = QLatin1String(text);
        }
    }
    const QJsonObject object{{QStringLiteral("version"), kFormatVersion},
                             {QStringLiteral("theme"), name},
                             {QStringLiteral("recentSources"), QJsonArray::fromStringList(m_recentSources)},
                             {QStringLiteral("recentRuns"), QJsonArray::fromStringList(m_recentRuns)},
                             {QStringLiteral("recentModels"), QJsonArray::fromStringList(m_recentModels)},
                             {QStringLiteral("training"), encodeSettings(m_trainSettings)},
                             {QStringLiteral("preset"), m_preset},
                             {QStringLiteral("values"), QJsonObject::fromVariantMap(m_values)}};
    const QByteArray json = QJsonDocument(object).toJson();
    std::error_code ignored; // a folder that cannot be made shows as the file that cannot be written
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    if (const Result<void> written =
            writeFileAtomically(m_file, std::string_view(json.data(), std::size_t(json.size())));
        !written) {
        emit saveFailed(written.error());
    }
}

} // namespace saccade
