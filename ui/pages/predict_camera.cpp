#include "ui/pages/predict_camera.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <algorithm>

#include "ui/models/prediction_history_model.h"
#include "ui/pages/predict_live_bar.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/window/workbench.h"

namespace saccade {

namespace {

using Stage = LiveState::Stage;

constexpr qint64 kNewsMs = 250;
const QString kFolderKey = QStringLiteral("predict/videoFolder");

QStringList videoEndings()
{
    return {QStringLiteral("avi"),  QStringLiteral("mp4"),  QStringLiteral("m4v"), QStringLiteral("mov"),
            QStringLiteral("mkv"),  QStringLiteral("webm"), QStringLiteral("ogv"), QStringLiteral("mpg"),
            QStringLiteral("mpeg"), QStringLiteral("ts"),   QStringLiteral("flv"), QStringLiteral("wmv")};
}

} // namespace

PredictCamera::PredictCamera(Workbench& workbench, QWidget* page)
    : QObject(page),
      m_workbench(workbench),
      m_page(page),
      m_button(makeButton(QStringLiteral("cameraButton"), tr("Camera…"), QStringLiteral("camera"), {}, page)),
      m_menu(new QMenu(m_button)),
      m_bar(new PredictLiveBar(page)),
      m_session(workbench.loader, workbench.frames)
{
    m_button->setToolTip(tr("Classifies what a camera or a video shows (C)"));
    m_menu->setObjectName(QStringLiteral("cameraMenu"));
    m_belowCameras = m_menu->addSeparator();
    m_video =
        m_menu->addAction(themeIcon(QStringLiteral("file")), tr("Video file…"), this, &PredictCamera::chooseVideo);
    m_video->setObjectName(QStringLiteral("videoFileAction"));
    createActions();
    connectSession();
    page->installEventFilter(this);
    showState();
}

PredictCamera::~PredictCamera() = default;

void PredictCamera::createActions()
{
    m_action = new QAction(themeIcon(QStringLiteral("camera")), tr("&Camera or video…"), this);
    m_action->setObjectName(QStringLiteral("cameraAction"));
    connect(m_action, &QAction::triggered, this, &PredictCamera::openMenu);
    connect(m_button, &QPushButton::clicked, this, &PredictCamera::openMenu);
    // Not the menu's action: its key would work on every page.
    const auto addKey = [this](int key, void (PredictCamera::*run)()) {
        auto* action = new QAction(m_page);
        action->setShortcut(QKeySequence(key));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_page->addAction(action);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    addKey(Qt::Key_C, &PredictCamera::openMenu);
    m_liveKeys = {addKey(Qt::Key_P, &PredictCamera::goOn), addKey(Qt::Key_K, &PredictCamera::keep),
                  addKey(Qt::Key_Escape, &PredictCamera::close)};
}

void PredictCamera::connectSession()
{
    connect(m_bar, &PredictLiveBar::goOnRequested, this, &PredictCamera::goOn);
    connect(m_bar, &PredictLiveBar::keepRequested, this, &PredictCamera::keep);
    connect(m_bar, &PredictLiveBar::videoRequested, this, &PredictCamera::chooseVideo);
    connect(m_bar, &PredictLiveBar::closeRequested, this, &PredictCamera::close);
    connect(&m_session, &LiveSession::camerasFound, this, &PredictCamera::showCameras);
    connect(&m_session, &LiveSession::camerasFailed, this, [this](const Error& error) {
        showInMenu(tr("Cameras and videos cannot be opened"));
        emit failed(error);
    });
    connect(&m_session, &LiveSession::changed, this, &PredictCamera::showState);
    connect(&m_session, &LiveSession::frameReady, this, &PredictCamera::takeFrame);
    connect(&m_workbench.predict, &PredictSession::modelChanged, this,
            [this] { m_session.setModel(m_workbench.predict.model()); });
    m_session.setModel(m_workbench.predict.model());
}

bool PredictCamera::eventFilter(QObject* watched, QEvent* event)
{
    // A window that is minimised hides its pages, too, but does not leave them.
    if (watched == m_page && event->type() == QEvent::Hide && !event->spontaneous()) {
        if (m_session.state().origin.isCamera) {
            close();
        } else {
            m_session.pause();
        }
    }
    return QObject::eventFilter(watched, event);
}

void PredictCamera::openMenu()
{
    const bool hasModel = m_workbench.predict.hasModel();
    m_video->setEnabled(hasModel);
    if (hasModel) {
        showInMenu(tr("Looking for cameras…"));
        m_session.findCameras();
    } else {
        showInMenu(tr("Train first, or open a run folder: then there is a network to ask"));
    }
    m_menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
}

void PredictCamera::clearMenu()
{
    for (QAction* action : m_menu->actions()) {
        if (action == m_belowCameras) {
            return;
        }
        m_menu->removeAction(action);
        action->deleteLater();
    }
}

void PredictCamera::showInMenu(const QString& sentence)
{
    clearMenu();
    auto* action = new QAction(sentence, m_menu);
    action->setEnabled(false);
    m_menu->insertAction(m_belowCameras, action);
}

void PredictCamera::showCameras(const std::vector<Camera>& cameras)
{
    if (cameras.empty()) {
        showInMenu(tr("No camera found. Connect one, or choose a video file."));
        return;
    }
    clearMenu();
    for (const Camera& camera : cameras) {
        const bool isAlone = std::count_if(cameras.begin(), cameras.end(),
                                           [&](const Camera& other) { return other.name == camera.name; }) == 1;
        const QString name = displayName(camera.name);
        const QString device = displayName(camera.device.filename().native());
        const QString text = isAlone ? name : tr("%1 (%2)").arg(name, device);
        auto* action = new QAction(themeIcon(QStringLiteral("camera")), text, m_menu);
        connect(action, &QAction::triggered, this, [this, device = camera.device, text] {
            start({device, text.toStdString(), true});
        });
        m_menu->insertAction(m_belowCameras, action);
    }
}

void PredictCamera::chooseVideo()
{
    m_workbench.dialogs.chooseFiles(
        m_page, tr("Open a video"), m_workbench.preferences.value(kFolderKey).toString(),
        tr("Videos (%1)").arg(QStringLiteral("*.") + videoEndings().join(QStringLiteral(" *."))),
        [this](const QStringList& files) {
            if (!files.isEmpty()) {
                openVideo(files.front());
            }
        });
}

void PredictCamera::openVideo(const QString& file)
{
    const QFileInfo information(file);
    m_workbench.preferences.setValue(kFolderKey, information.absolutePath());
    start({file.toStdString(), information.fileName().toStdString(), false});
}

bool PredictCamera::acceptDrop(const QMimeData& mime)
{
    const QList<QUrl> urls = mime.urls();
    const QString file = urls.size() == 1 ? urls.front().toLocalFile() : QString();
    const bool isVideo = videoEndings().contains(QFileInfo(file).suffix().toLower());
    if (!isVideo || !m_workbench.predict.hasModel()) {
        return false;
    }
    openVideo(file);
    return true;
}

void PredictCamera::start(const LiveOrigin& origin)
{
    m_frame.reset();
    m_isShown = true;
    m_session.start(origin);
}

void PredictCamera::takeFrame(const LiveFrame& frame)
{
    m_isShown = m_isShown || !m_frame; // the first one, whatever was looked at while it opened
    m_frame = frame;
    m_frame->prediction.name = m_session.state().origin.name;
    if (m_isShown) {
        const bool isMoving = m_session.state().stage == Stage::Running;
        showFrame(!isMoving || !m_sinceNews.isValid() || m_sinceNews.elapsed() >= kNewsMs);
    }
}

void PredictCamera::showFrame(bool hasNews)
{
    emit frameShown(shownEntry(m_frame->prediction), hasNews);
    if (hasNews) {
        m_sinceNews.start();
        m_bar->showState(m_session.state(), m_frame->seconds, true);
    }
}

void PredictCamera::showState()
{
    const LiveState& state = m_session.state();
    for (QAction* key : m_liveKeys) {
        key->setEnabled(state.stage != Stage::Off);
    }
    m_bar->showState(state, m_frame ? m_frame->seconds : 0, m_frame.has_value());
    if (m_isShown && m_frame && (state.stage == Stage::Paused || state.stage == Stage::Ended)) {
        showFrame(true); // the answer of the very picture that stays
    }
}

void PredictCamera::goOn()
{
    switch (m_session.state().stage) {
    case Stage::Running: m_session.pause(); break;
    case Stage::Paused:
        m_isShown = true;
        m_session.resume();
        break;
    case Stage::Ended: start(LiveOrigin(m_session.state().origin)); break;
    default: break;
    }
}

void PredictCamera::leave()
{
    m_isShown = false;
    m_session.pause();
}

void PredictCamera::keep()
{
    if (!m_frame) {
        return;
    }
    Prediction frame = m_frame->prediction;
    const LiveOrigin& origin = m_session.state().origin;
    const QString name = displayName(origin.name);
    frame.name = (origin.isCamera ? tr("%1, frame %2").arg(name).arg(++m_keptCount)
                                  : tr("%1 at %2").arg(name, formatPosition(m_frame->seconds)))
                     .toStdString();
    emit kept(frame);
}

void PredictCamera::close()
{
    const bool wasShown = m_isShown;
    m_isShown = false;
    m_frame.reset();
    m_session.stop();
    if (wasShown) {
        emit closed();
    }
}

} // namespace saccade
