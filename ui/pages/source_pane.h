#pragma once

#include <QWidget>

#include "ui/window/workbench.h"

class QVBoxLayout;

namespace saccade {

class DataCommands;
class MessageNote;
class SourceButton;

/// The left pane of Data: where images come from, a place to drop, what was open lately; a fault of opening is told
/// here. UI thread.
class SourcePane final : public QWidget
{
    Q_OBJECT

public:
    SourcePane(Workbench& workbench, DataCommands& commands, QWidget* parent = nullptr);

private:
    void addSources(QVBoxLayout& layout);
    void fillRecent();
    void showChosen(const QString& source);

    Workbench& m_workbench;
    DataCommands& m_commands;
    SourceButton* m_sample = nullptr;
    SourceButton* m_folder = nullptr;
    SourceButton* m_archive = nullptr;
    SourceButton* m_pixels = nullptr;
    SourceButton* m_list = nullptr;
    MessageNote* m_fault = nullptr;
    QWidget* m_recent = nullptr;
    QVBoxLayout* m_recentLayout = nullptr;
};

} // namespace saccade
