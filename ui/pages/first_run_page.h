#pragma once

#include <QWidget>

class QVBoxLayout;

namespace saccade {

class DataCommands;

/// What a newcomer sees: the sample and a folder of one's own, side by side; below, the other ways in. UI thread.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(DataCommands& commands, QWidget* parent = nullptr);

private:
    QWidget* createHeading();
    QWidget* createSampleCard();
    QWidget* createFolderCard();
    QWidget* createLinks();

    DataCommands& m_commands;
};

} // namespace saccade
