#pragma once

#include <QByteArray>
#include <QStringList>
#include <filesystem>

/// The Python of build/peers-torch, or empty when tests/peers/install-torch has not made it.
[[nodiscard]] QString peerPython();

/// What a script said, and whether it ended well.
struct PeerAnswer
{
    bool isWell = false;
    QByteArray output;
    QByteArray errors;
};

/// Runs a script of tests/peers. Blocks.
[[nodiscard]] PeerAnswer runPeer(const QString& script, const QStringList& arguments);
[[nodiscard]] QString peerPath(const std::filesystem::path& path);
