#include "tests/app/cli/cli_process.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>
#include <fstream>
#include <random>

namespace {

constexpr int kPatience = 120'000;
constexpr int kSide = 24;

const QString& program()
{
    static const QString path = QStringLiteral(SACCADE_BINARY_DIR "/bin/saccade-cli");
    return path;
}

} // namespace

QList<QJsonObject> CliAnswer::events() const
{
    QList<QJsonObject> list;
    for (const QByteArray& line : output.split('\n')) {
        if (line.isEmpty()) {
            continue;
        }
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject()) {
            return {};
        }
        list.append(document.object());
    }
    return list;
}

QJsonObject CliAnswer::event(const char* kind) const
{
    for (const QJsonObject& object : events()) {
        if (object[QLatin1String("event")].toString() == QLatin1String(kind)) {
            return object;
        }
    }
    return {};
}

CliProcess::CliProcess() = default;

std::unique_ptr<QProcess> CliProcess::start(const QStringList& arguments) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), path("data-home"));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), path("cache-home"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path("config-home"));
    environment.insert(QStringLiteral("CLI"), program());
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(QString::fromStdString(folder().native()));
    if (arguments.value(0) == QLatin1String("/bin/sh")) {
        process->start(arguments.front(), arguments.mid(1));
    } else {
        process->start(program(), arguments);
    }
    return process;
}

CliAnswer CliProcess::finish(QProcess& process)
{
    CliAnswer answer;
    if (!process.waitForFinished(kPatience)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        answer.status = process.exitCode();
    }
    answer.output = process.readAllStandardOutput();
    answer.errors = process.readAllStandardError();
    return answer;
}

CliAnswer CliProcess::run(const QStringList& arguments) const
{
    return finish(*start(arguments));
}

CliAnswer CliProcess::shell(const QString& command) const
{
    return run({QStringLiteral("/bin/sh"), QStringLiteral("-c"), command});
}

QString CliProcess::path(const char* name) const
{
    return QString::fromStdString((folder() / name).native());
}

bool hasEngine()
{
    return QFileInfo::exists(QStringLiteral(SACCADE_BINARY_DIR "/bin/libsaccade-torch.so"));
}

void writePpm(const std::filesystem::path& path, int brightness, unsigned seed, int margin)
{
    std::mt19937 random(seed);
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << kSide + 2 * margin << ' ' << kSide << "\n255\n";
    const std::string white(static_cast<std::size_t>(3 * margin), '\xff');
    for (int y = 0; y < kSide; ++y) {
        file << white;
        for (int i = 0; i < kSide * 3; ++i) {
            const int noise = static_cast<int>(random() % 21) - 10;
            file.put(static_cast<char>(std::clamp(brightness + noise, 0, 255)));
        }
        file << white;
    }
}

void writeImageFolder(const std::filesystem::path& folder, int classes, int perClass, int margin)
{
    for (int label = 0; label < classes; ++label) {
        const std::filesystem::path below = folder / ("kind-" + std::to_string(label));
        std::filesystem::create_directories(below);
        for (int i = 0; i < perClass; ++i) {
            writePpm(below / (std::to_string(i) + ".ppm"), 30 + 200 * label / std::max(1, classes - 1),
                     static_cast<unsigned>(1000 * label + i), margin);
        }
    }
}

QStringList keysOf(const QJsonObject& object)
{
    QStringList keys = object.keys();
    keys.sort();
    return keys;
}
