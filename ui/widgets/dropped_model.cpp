#include "ui/widgets/dropped_model.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "engine/runs/deploy_bundle.h"

namespace saccade {

namespace {

constexpr const char* kEndings[] = {"onnx", "safetensors", "pt"};

std::filesystem::path pathOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace

bool isRunPath(const QString& path)
{
    return QFileInfo::exists(path + QLatin1String("/plan.json"));
}

bool isModelPath(const QString& path)
{
    const QFileInfo file(path);
    if (file.isDir()) {
        std::error_code failed;
        return !isRunPath(path) && std::filesystem::is_regular_file(bundleModel(pathOf(path)), failed);
    }
    return std::any_of(std::begin(kEndings), std::end(kEndings),
                       [&](const char* ending) { return file.suffix() == QLatin1String(ending); });
}

std::optional<std::filesystem::path> modelIn(const QMimeData& mime)
{
    const QList<QUrl> urls = mime.urls();
    const auto first = std::find_if(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
    if (first == urls.end() || !isModelPath(first->toLocalFile())) {
        return std::nullopt;
    }
    return pathOf(first->toLocalFile());
}

QString modelFilePatterns()
{
    QStringList patterns;
    for (const char* ending : kEndings) {
        patterns.append(QStringLiteral("*.") + QLatin1String(ending));
    }
    return patterns.join(QLatin1Char(' '));
}

} // namespace saccade
