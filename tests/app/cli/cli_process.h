#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>
#include <filesystem>
#include <memory>

#include "tests/support/temporary_folder.h"

/// How saccade-cli ended and what it said.
struct CliAnswer
{
    int status = -1; ///< -1 when it crashed or took too long
    QByteArray output;
    QByteArray errors;

    /// The lines of stdout that are JSON objects; a line that is none gives an empty list.
    [[nodiscard]] QList<QJsonObject> events() const;
    /// The first event of a kind, or an empty object.
    [[nodiscard]] QJsonObject event(const char* kind) const;
};

/// The real program, with its runs and caches in a folder of this object's own.
class CliProcess final
{
public:
    CliProcess();

    [[nodiscard]] CliAnswer run(const QStringList& arguments) const;
    /// A shell command in which $CLI is the program.
    [[nodiscard]] CliAnswer shell(const QString& command) const;
    /// Started, for tests that send signals.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& arguments) const;
    [[nodiscard]] static CliAnswer finish(QProcess& process);

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
    [[nodiscard]] QString path(const char* name) const;

private:
    TemporaryFolder m_folder;
};

/// True when this build has LibTorch's module: tests that train need it.
[[nodiscard]] bool hasEngine();

/// Writes a folder of PPM images, 24 x 24: `classes` sub-folders "kind-0" ... of `perClass` images each, every class in
/// its own brightness with some noise. `margin` white columns more at the left and at the right.
void writeImageFolder(const std::filesystem::path& folder, int classes, int perClass, int margin = 0);

/// One of them.
void writePpm(const std::filesystem::path& file, int brightness, unsigned seed, int margin = 0);

/// Keys of an object as they would be sorted.
[[nodiscard]] QStringList keysOf(const QJsonObject& object);
