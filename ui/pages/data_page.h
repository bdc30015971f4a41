#pragma once

#include "ui/pages/page.h"

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace saccade {

class ChecksPane;
class ClassesPane;
class ClassTableModel;
class DataCommands;
class ImagesPane;
class ResizePane;
class SplitPane;

/// The Data page: where images come from, classes and their parts, checks, all images. While nothing is open and
/// nothing was open lately it is the first-run page. UI thread.
class DataPage final : public Page
{
    Q_OBJECT

public:
    explicit DataPage(Workbench& workbench, QWidget* parent = nullptr);

private:
    QWidget* createWorkspace();
    QWidget* createMiddle();
    void connectSession();
    void showWorkspace(bool workspace);
    void showDataSet(const DataSet& dataSet);

    DataCommands* m_commands = nullptr;
    ClassTableModel* m_classes = nullptr;
    QStackedWidget* m_stack = nullptr;
    ClassesPane* m_classesPane = nullptr;
    SplitPane* m_splitPane = nullptr;
    ResizePane* m_resizePane = nullptr;
    ChecksPane* m_checksPane = nullptr;
    ImagesPane* m_imagesPane = nullptr;
    QWidget* m_details = nullptr; ///< what needs an open data set
    QPushButton* m_useForTraining = nullptr;
};

} // namespace saccade
