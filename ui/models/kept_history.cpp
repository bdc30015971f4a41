#include "ui/models/kept_history.h"

#include <map>

#include "ui/text/format.h"

namespace saccade {

namespace {

/// Ids of a session count from 1, these from the end.
constexpr std::uint64_t kLastId = ~std::uint64_t{0};

std::vector<std::string> textsOf(const QStringList& texts)
{
    std::vector<std::string> all;
    for (const QString& text : texts) {
        all.push_back(text.toStdString());
    }
    return all;
}

/// Turns models into what is kept of them, each one once: a thousand names take their time.
class ModelsToKeep final
{
public:
    std::shared_ptr<const KeptModel> of(const QString& title, const std::filesystem::path& source,
                                        const QStringList& classNames)
    {
        for (const Known& known : m_known) {
            if (known.title == title && known.kept->source == source && known.classNames == classNames) {
                return known.kept;
            }
        }
        const auto kept =
            std::make_shared<const KeptModel>(KeptModel{title.toStdString(), source, textsOf(classNames)});
        m_known.push_back({title, classNames, kept});
        return kept;
    }

private:
    struct Known
    {
        QString title;
        QStringList classNames;
        std::shared_ptr<const KeptModel> kept;
    };

    std::vector<Known> m_known;
};

/// And back.
class ClassNames final
{
public:
    QStringList of(const std::shared_ptr<const KeptModel>& model)
    {
        QStringList& names = m_known[model.get()];
        if (names.isEmpty()) {
            for (const std::string& name : model->classNames) {
                names.append(displayName(name));
            }
        }
        return names;
    }

private:
    std::map<const KeptModel*, QStringList> m_known;
};

std::optional<KeptAnswer> keptSecond(const HistoryEntry& entry, ModelsToKeep& models)
{
    if (!entry.second || entry.second->error || entry.second->fileTime != entry.fileTime) {
        return std::nullopt; // it is asked again
    }
    const ComparedAnswer& second = *entry.second;
    return KeptAnswer{models.of(second.modelTitle, second.modelSource, second.classNames), second.probabilities,
                      second.rejectThreshold};
}

KeptPrediction keptPrediction(const HistoryEntry& entry, ModelsToKeep& models)
{
    return {
        entry.when.toMSecsSinceEpoch(),
        entry.name.toStdString(),
        entry.file,
        entry.fileTime,
        {entry.originalSize.height(), entry.originalSize.width(), 3},
        entry.inputSize,
        entry.resize,
        entry.times.decodeMs,
        entry.times.resizeMs,
        entry.times.networkMs,
        {models.of(entry.modelTitle, entry.modelSource, entry.classNames), entry.probabilities, entry.rejectThreshold},
        keptSecond(entry, models),
        entry.error,
        {entry.thumbnailFile.begin(), entry.thumbnailFile.end()}};
}

HistoryEntry historyEntry(const KeptPrediction& kept, std::uint64_t id, ClassNames& names)
{
    HistoryEntry entry;
    entry.id = id;
    entry.name = displayName(kept.name);
    entry.file = kept.file;
    entry.fileTime = kept.fileTime;
    entry.modelTitle = displayName(kept.answer.model->title);
    entry.modelSource = kept.answer.model->source;
    entry.classNames = names.of(kept.answer.model);
    entry.originalSize = {kept.originalSize.width, kept.originalSize.height};
    entry.inputSize = kept.inputSize;
    entry.resize = kept.resize;
    entry.thumbnailFile =
        QByteArray(reinterpret_cast<const char*>(kept.thumbnail.data()), static_cast<qsizetype>(kept.thumbnail.size()));
    entry.probabilities = kept.answer.probabilities;
    entry.rejectThreshold = kept.answer.rejectThreshold;
    entry.times = {kept.decodeMs, kept.resizeMs, kept.networkMs};
    entry.error = kept.error;
    entry.when = QDateTime::fromMSecsSinceEpoch(kept.whenMs);
    if (kept.second) {
        entry.second = ComparedAnswer{displayName(kept.second->model->title),
                                      kept.second->model->source,
                                      names.of(kept.second->model),
                                      kept.second->probabilities,
                                      kept.second->rejectThreshold,
                                      std::nullopt,
                                      kept.fileTime};
    }
    return entry;
}

} // namespace

HistorySession::Predictions keptPredictions(const std::deque<HistoryEntry>& entries)
{
    auto kept = std::make_shared<std::vector<KeptPrediction>>();
    ModelsToKeep models;
    for (const HistoryEntry& entry : entries) {
        kept->push_back(keptPrediction(entry, models));
    }
    return kept;
}

std::vector<HistoryEntry> historyEntries(const HistorySession::Predictions& kept)
{
    std::vector<HistoryEntry> entries;
    ClassNames names;
    for (const KeptPrediction& prediction : *kept) {
        entries.push_back(historyEntry(prediction, kLastId - entries.size(), names));
    }
    return entries;
}

} // namespace saccade
