#pragma once

#include <QMainWindow>
#include <vector>

#include "ui/pages/page.h"

class QMenu;
class QMimeData;
class QStackedWidget;

namespace saccade {

class DropOverlay;
class Rail;

/// The window: menu bar, rail, pages, status bar. It opens what is dropped or pasted on whatever page is in front, and
/// never closes over a running training without asking. UI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// pages in the order of PageId; the window takes them over.
    MainWindow(Workbench& workbench, std::vector<Page*> pages, QWidget* parent = nullptr);

    void showPage(PageId page);
    [[nodiscard]] PageId currentPage() const;
    /// A folder, an archive, CIFAR or IDX files, a list, or "sample".
    void openSource(const QString& source);
    /// A run folder, or a model file, which is tried on the open images.
    void openRun(const QString& path);

signals:
    /// After the first paint, once: what is heavy may start now.
    void firstPainted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void createLayout();
    void createMenus();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createRunMenu();
    void createHelpMenu();
    void fillRecentMenu(QMenu& menu);
    void connectSessions();
    void restoreGeometryFromPreferences();
    void chooseFolder();
    void chooseSourceFile(const QString& title, const QString& filter);
    void chooseRunFolder();
    void pasteImage();
    void focusNextPane(bool forward);
    /// Folders, archives and other sources to Data, images to Predict. False when there is nothing we take.
    bool openMimeData(const QMimeData& mime);
    QAction* addAction(QMenu& menu, const QString& name, const QString& text, const QKeySequence& key,
                       std::function<void()> trigger);

    Workbench& m_workbench;
    Rail* m_rail = nullptr;
    DropOverlay* m_overlay = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::vector<Page*> m_pages; // by PageId
    bool m_wasPainted = false;
    bool m_closesWhenStopped = false;
};

} // namespace saccade
