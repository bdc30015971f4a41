#include "ui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "engine/data/source_kind.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/settings/data_preferences.h"
#include "ui/widgets/dropped_model.h"
#include "ui/widgets/panes.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/rail.h"
#include "ui/window/status_bar.h"

namespace saccade {

namespace {

constexpr QSize kSmallest{1100, 700};
constexpr QSize kFirst{1440, 900};
const QString kGeometryKey = QStringLiteral("windowGeometry");

/// The local path of the first dropped thing that is a folder or a file that holds a data set, or an empty text.
QString sourceIn(const QMimeData& data)
{
    for (const QUrl& url : data.urls()) {
        const QString path = url.toLocalFile();
        const bool isKnown = sourceKindOf(path.toStdString()) != SourceKind::Other;
        if (!path.isEmpty() && (isKnown || QFileInfo(path).isDir())) {
            return path;
        }
    }
    return {};
}

} // namespace

MainWindow::MainWindow(Workbench& workbench, std::vector<Page*> pages, QWidget* parent)
    : QMainWindow(parent), m_workbench(workbench), m_pages(std::move(pages))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Saccade"));
    setWindowIcon(QIcon(QStringLiteral(":/saccade/icons/saccade.svg")));
    setMinimumSize(kSmallest);
    setAcceptDrops(true);
    createLayout();
    createMenus();
    connectSessions();
    restoreGeometryFromPreferences();
    showPage(PageId::Data);
}

void MainWindow::createLayout()
{
    m_rail = new Rail(this);
    m_stack = new QStackedWidget(this);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        m_stack->addWidget(m_pages[i]);
        m_rail->addPage(m_pages[i]->title(), m_pages[i]->icon(), QStringLiteral("Ctrl+%1").arg(i + 1));
        connect(m_pages[i], &Page::pageRequested, this, &MainWindow::showPage);
    }
    QToolButton* settings = m_rail->addCommand(tr("Settings"), QStringLiteral("settings"));
    connect(settings, &QToolButton::clicked, this, [this] { showSettings(m_workbench, this); });
    QToolButton* help = m_rail->addCommand(tr("Help"), QStringLiteral("help"));
    connect(help, &QToolButton::clicked, this, [this] { showHelp(this); });
    connect(m_rail, &Rail::pageChosen, this, [this](int page) { showPage(static_cast<PageId>(page)); });

    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(makeVerticalLine(central));
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    column->addWidget(makeHorizontalLine(central));
    column->addWidget(new StatusBar(m_workbench, central));
    setCentralWidget(central);
    m_overlay = new DropOverlay(this);
}

void MainWindow::showPage(PageId page)
{
    m_stack->setCurrentIndex(static_cast<int>(page));
    m_rail->setCurrentPage(static_cast<int>(page));
}

PageId MainWindow::currentPage() const
{
    return static_cast<PageId>(m_stack->currentIndex());
}

void MainWindow::connectSessions()
{
    connect(&m_workbench.data, &DataSession::opened, this, [this](const DataSet& dataSet) {
        m_workbench.preferences.addRecentSource(QString::fromStdString(dataSet.source));
    });
    connect(&m_workbench.evaluate, &EvaluateSession::opened, this, [this](const Evaluation& evaluation) {
        if (!evaluation.trial) { // a model file the Predict page remembers, which answers with it then
            m_workbench.preferences.addRecentRun(QFile::decodeName(evaluation.run->path.c_str()));
        }
    });
    connect(&m_workbench.train, &TrainSession::ended, this, [this] {
        if (m_closesWhenStopped) {
            QTimer::singleShot(0, this, &QWidget::close);
        }
    });
}

void MainWindow::openSource(const QString& source)
{
    showPage(PageId::Data);
    m_workbench.data.open(requestFor(m_workbench.preferences, source, m_workbench.cacheFolder),
                          m_workbench.data.splitRule());
}

void MainWindow::openRun(const QString& path)
{
    showPage(PageId::Evaluate);
    if (!isModelPath(path)) {
        m_workbench.evaluate.open(QFile::encodeName(path).toStdString());
        return;
    }
    QMimeData dropped; // the page takes a file however it comes
    dropped.setUrls({QUrl::fromLocalFile(path)});
    m_pages[static_cast<std::size_t>(PageId::Evaluate)]->acceptDrop(dropped);
}

void MainWindow::restoreGeometryFromPreferences()
{
    const QByteArray geometry =
        QByteArray::fromBase64(m_workbench.preferences.value(kGeometryKey).toString().toLatin1());
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        resize(kFirst);
    }
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!m_wasPainted) {
        m_wasPainted = true;
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_workbench.preferences.setValue(kGeometryKey, QString::fromLatin1(saveGeometry().toBase64()));
    if (m_workbench.train.state() == TrainState::Idle) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_closesWhenStopped) {
        return; // it closes by itself as soon as the run has stopped
    }
    m_workbench.dialogs.confirm(this, tr("A run is going on"),
                                tr("Closing stops it after the current batch. The best weights so far are kept."),
                                tr("Stop and close"), [this](bool confirmed) {
                                    if (confirmed) {
                                        m_closesWhenStopped = true;
                                        m_workbench.train.requestStop();
                                        if (m_workbench.train.state() == TrainState::Idle) {
                                            close();
                                        }
                                    }
                                });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData* mime = event->mimeData();
    if (!mime->hasUrls() && !mime->hasImage()) {
        return;
    }
    event->acceptProposedAction();
    const bool isTrial = currentPage() == PageId::Evaluate;
    m_overlay->show(modelIn(*mime) && isTrial   ? tr("Drop to try this network on the open images")
                    : modelIn(*mime)            ? tr("Drop to classify with this network")
                    : sourceIn(*mime).isEmpty() ? tr("Drop to classify")
                                                : tr("Drop to open as a data set"));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    if (openMimeData(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

bool MainWindow::openMimeData(const QMimeData& mime)
{
    Page* front = m_pages[static_cast<std::size_t>(m_stack->currentIndex())];
    const QString source = sourceIn(mime);
    if (currentPage() != PageId::Data && front->acceptDrop(mime)) {
        return true;
    }
    if (!source.isEmpty() && !modelIn(mime)) { // a deploy bundle is a folder, but no data set
        openSource(source);
        return true;
    }
    if (m_pages[static_cast<std::size_t>(PageId::Predict)]->acceptDrop(mime)) {
        showPage(PageId::Predict);
        return true;
    }
    return false;
}

} // namespace saccade
