#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>

#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/pages/model_names.h"
#include "ui/text/source_text.h"
#include "ui/window/main_window.h"

namespace saccade {

void MainWindow::createMenus()
{
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createRunMenu();
    createHelpMenu();
}

QAction* MainWindow::addAction(QMenu& menu, const QString& name, const QString& text, const QKeySequence& key,
                               std::function<void()> trigger)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, [trigger = std::move(trigger)] { trigger(); });
    menu.addAction(action);
    return action;
}

void MainWindow::createFileMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&File"));
    addAction(menu, QStringLiteral("openFolderAction"), tr("&Open a folder…"), QKeySequence::Open,
              [this] { chooseFolder(); });
    addAction(menu, QStringLiteral("openArchiveAction"), tr("Open an &archive…"), {},
              [this] { chooseSourceFile(tr("Open an archive of images"), archiveFilter()); });
    addAction(menu, QStringLiteral("openPixelsAction"), tr("Open &CIFAR or IDX files…"), {},
              [this] { chooseSourceFile(tr("Open CIFAR or IDX files"), pixelFilesFilter()); });
    addAction(menu, QStringLiteral("openListAction"), tr("Open a &list of images…"), {},
              [this] { chooseSourceFile(tr("Open a list of images"), listFilter()); });
    addAction(menu, QStringLiteral("openSampleAction"), tr("Open the &sample"), {},
              [this] { openSource(QStringLiteral("sample")); });
    menu.addSeparator();
    addAction(menu, QStringLiteral("openRunAction"), tr("Open a &run folder…"), QKeySequence(tr("Ctrl+Shift+O")),
              [this] { chooseRunFolder(); });
    QMenu* recent = menu.addMenu(tr("Re&cent"));
    recent->setObjectName(QStringLiteral("recentMenu"));
    fillRecentMenu(*recent);
    connect(&m_workbench.preferences, &Preferences::recentChanged, recent, [this, recent] { fillRecentMenu(*recent); });
    menu.addSeparator();
    addAction(menu, QStringLiteral("quitAction"), tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::fillRecentMenu(QMenu& menu)
{
    menu.clear();
    for (const QString& source : m_workbench.preferences.recentSources()) {
        QAction* action = menu.addAction(source);
        connect(action, &QAction::triggered, this, [this, source] { openSource(source); });
    }
    menu.addSeparator();
    for (const QString& folder : m_workbench.preferences.recentRuns()) {
        QAction* action = menu.addAction(tr("Run %1").arg(folder.section(QLatin1Char('/'), -1)));
        action->setToolTip(folder);
        connect(action, &QAction::triggered, this, [this, folder] { openRun(folder); });
    }
    for (const QString& file : m_workbench.preferences.recentModels()) {
        QAction* action = menu.addAction(tr("Model %1").arg(modelFileLabel(file)));
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { openRun(file); });
    }
    const bool isEmpty = m_workbench.preferences.recentSources().isEmpty() &&
                         m_workbench.preferences.recentRuns().isEmpty() &&
                         m_workbench.preferences.recentModels().isEmpty();
    menu.menuAction()->setEnabled(!isEmpty);
    if (!isEmpty) {
        menu.addSeparator();
        connect(menu.addAction(tr("Forget all")), &QAction::triggered, &m_workbench.preferences,
                &Preferences::forgetRecent);
    }
}

void MainWindow::createEditMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Edit"));
    addAction(menu, QStringLiteral("pasteAction"), tr("&Paste image"), QKeySequence::Paste, [this] { pasteImage(); });
    menu.addSeparator();
    addAction(menu, QStringLiteral("settingsAction"), tr("&Settings…"), QKeySequence(tr("Ctrl+,")),
              [this] { showSettings(m_workbench, this); });
}

void MainWindow::createViewMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&View"));
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        addAction(menu, QStringLiteral("showPage%1Action").arg(i + 1), m_pages[i]->title(),
                  QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)), [this, i] { showPage(static_cast<PageId>(i)); });
    }
    menu.addSeparator();
    addAction(menu, QStringLiteral("nextPaneAction"), tr("&Next pane"), QKeySequence(Qt::Key_F6),
              [this] { focusNextPane(true); });
    addAction(menu, QStringLiteral("previousPaneAction"), tr("P&revious pane"), QKeySequence(tr("Shift+F6")),
              [this] { focusNextPane(false); });
}

void MainWindow::createRunMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Run"));
    for (Page* page : m_pages) {
        for (QAction* action : page->menuActions()) {
            menu.addAction(action);
        }
    }
    menu.menuAction()->setVisible(!menu.isEmpty());
}

void MainWindow::createHelpMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Help"));
    addAction(menu, QStringLiteral("keyboardAction"), tr("&First steps and keys"), QKeySequence::HelpContents,
              [this] { showHelp(this); });
    addAction(menu, QStringLiteral("aboutAction"), tr("&About Saccade"), {}, [this] { showAbout(m_workbench, this); });
}

void MainWindow::chooseFolder()
{
    m_workbench.dialogs.chooseFolder(this, tr("Open a folder of images"), {}, [this](const QString& folder) {
        if (!folder.isEmpty()) {
            openSource(folder);
        }
    });
}

void MainWindow::chooseSourceFile(const QString& title, const QString& filter)
{
    m_workbench.dialogs.chooseFiles(this, title, {}, filter, [this](const QStringList& files) {
        if (!files.isEmpty()) {
            openSource(files.front());
        }
    });
}

void MainWindow::chooseRunFolder()
{
    m_workbench.dialogs.chooseFolder(this, tr("Open a run folder"),
                                     QString::fromStdString(m_workbench.runsFolder.string()),
                                     [this](const QString& folder) {
                                         if (!folder.isEmpty()) {
                                             openRun(folder);
                                         }
                                     });
}

void MainWindow::pasteImage()
{
    if (const QMimeData* pasted = QApplication::clipboard()->mimeData()) {
        openMimeData(*pasted);
    }
}

void MainWindow::focusNextPane(bool forward)
{
    const QWidget* focus = QApplication::focusWidget();
    const QWidget* page = m_stack->currentWidget();
    QList<QWidget*> panes;
    for (QWidget* pane : page->findChildren<QWidget*>()) {
        if (pane->property("pane").toBool() && pane->isVisibleTo(page)) {
            panes.append(pane);
        }
    }
    if (panes.isEmpty()) {
        return;
    }
    int current = forward ? -1 : 0;
    for (int i = 0; i < panes.size(); ++i) {
        if (focus != nullptr && panes[i]->isAncestorOf(focus)) {
            current = i;
        }
    }
    const auto count = static_cast<int>(panes.size());
    QWidget* next = panes[(current + (forward ? 1 : count - 1)) % count];
    for (QWidget* child : next->findChildren<QWidget*>()) {
        if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisibleTo(next) && child->isEnabled()) {
            child->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace saccade
