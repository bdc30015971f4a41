#include "tests/peers/python_peer.h"

#include <QFileInfo>
#include <QProcess>

QString peerPython()
{
    const QString python = QStringLiteral(SACCADE_SOURCE_DIR "/build/peers-torch/bin/python");
    return QFileInfo::exists(python) ? python : QString();
}

PeerAnswer runPeer(const QString& script, const QStringList& arguments)
{
    constexpr int kPatienceMs = 240'000;
    QProcess process;
    process.start(peerPython(), QStringList{QStringLiteral(SACCADE_SOURCE_DIR "/tests/peers/") + script} + arguments);
    const bool isDone = process.waitForFinished(kPatienceMs);
    PeerAnswer answer;
    answer.isWell = isDone && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    answer.output = process.readAllStandardOutput();
    answer.errors = process.readAllStandardError();
    return answer;
}

QString peerPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}
