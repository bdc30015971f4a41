#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/models/prediction_history_model.h"
#include "ui/pages/predict_batch_pane.h"
#include "ui/pages/predict_camera.h"
#include "ui/pages/predict_compare_pane.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/pages/predict_history_pane.h"
#include "ui/pages/predict_live_bar.h"
#include "ui/pages/predict_model_chooser.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/predict_picture_pane.h"
#include "ui/pages/predict_result_pane.h"
#include "ui/pages/predict_serve_pane.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kHistoryWidth = 272;
constexpr int kResultWidth = 392;
constexpr int kPictureMinimum = 380;
constexpr int kPictureStretch = 1;
const char* const kSplitterKey = "predict/splitter";

} // namespace

void PredictPage::createActions()
{
    const auto add = [this](const QString& name, const QString& text, const QString& icon, void (PredictPage::*run)()) {
        auto* action = new QAction(themeIcon(icon), text, this);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, run);
        m_actions.append(action);
    };
    add(QStringLiteral("openImagesAction"), tr("Open &images…"), QStringLiteral("folder"), &PredictPage::chooseImages);
    add(QStringLiteral("saveHistoryAction"), tr("&Save history as CSV…"), QStringLiteral("save"),
        &PredictPage::saveHistory);
}

void PredictPage::createHeader()
{
    m_chooser = new PredictModelChooser(workbench(), this);
    addHeaderChooser(m_chooser);
    QPushButton* paste =
        makeButton(QStringLiteral("pasteImageButton"), tr("Paste image"), QStringLiteral("copy"), {}, this);
    paste->setToolTip(tr("Classify the image in the clipboard (%1)")
                          .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText)));
    QPushButton* open = makeButton(QStringLiteral("openImagesButton"), tr("Open images…"), QStringLiteral("folder"),
                                   QStringLiteral("primary"), this);
    m_camera = new PredictCamera(workbench(), this);
    m_actions.append(m_camera->action());
    addHeaderWidget(m_camera->button());
    addHeaderWidget(paste);
    addHeaderWidget(open);
    connect(paste, &QPushButton::clicked, this, &PredictPage::pasteImage);
    connect(open, &QPushButton::clicked, this, &PredictPage::chooseImages);
}

void PredictPage::createPanes()
{
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("predictSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    m_historyPane = new PredictHistoryPane(*m_history, splitter);
    m_picturePane = new PredictPicturePane(splitter);
    m_picturePane->addBar(m_camera->bar());
    QWidget* right = createRightSide(splitter);
    m_historyPane->setMinimumWidth(paneWidth(200));
    m_picturePane->setMinimumWidth(kPictureMinimum);
    right->setMinimumWidth(paneWidth(280));
    splitter->setStretchFactor(1, kPictureStretch);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({kHistoryWidth, kPictureMinimum * 2, kResultWidth});
    const QByteArray kept =
        QByteArray::fromBase64(workbench().preferences.value(QLatin1String(kSplitterKey)).toString().toLatin1());
    if (!kept.isEmpty()) {
        splitter->restoreState(kept);
    }
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter] { workbench().preferences.setValue(QLatin1String(kSplitterKey), splitter->saveState()); });
    setContent(splitter);
}

QWidget* PredictPage::createRightSide(QWidget* parent)
{
    QWidget* content = makePane(QStringLiteral("predictRightSide"), parent);
    m_resultPane = new PredictResultPane(content);
    m_comparePane = new PredictComparePane(workbench(), content);
    paneLayout(content)->addWidget(m_resultPane, 1);
    paneLayout(content)->addWidget(m_comparePane);
    paneLayout(content)->addWidget(new PredictBatchPane(workbench(), content));
    paneLayout(content)->addWidget(new PredictServePane(workbench(), content));
    return makeScroll(content, parent);
}

void PredictPage::connectPanes()
{
    connect(m_historyPane, &PredictHistoryPane::currentChanged, this, &PredictPage::showRow);
    connect(m_historyPane, &PredictHistoryPane::saveRequested, this, &PredictPage::saveHistory);
    connect(m_picturePane, &PredictPicturePane::openRequested, this, &PredictPage::chooseImages);
    connect(m_picturePane, &PredictPicturePane::modelFileRequested, m_chooser, &PredictModelChooser::chooseModelFile);
    connect(m_chooser, &PredictModelChooser::modelChosen, this, &PredictPage::openModel);
    connect(m_picturePane, &PredictPicturePane::trainRequested, this, [this] { emit pageRequested(PageId::Train); });
    connect(m_picturePane, &PredictPicturePane::runFolderRequested, m_chooser, &PredictModelChooser::chooseRunFolder);
    connect(m_picturePane, &PredictPicturePane::stopRequested, this, &PredictPage::stopWaiting);
    connect(m_camera, &PredictCamera::frameShown, this, &PredictPage::showFrame);
    connect(m_camera, &PredictCamera::kept, this, &PredictPage::keepFrame);
    connect(m_camera, &PredictCamera::closed, this, &PredictPage::showNewest);
    connect(m_camera, &PredictCamera::failed, this,
            [this](const Error& error) { m_picturePane->setNote(errorText(error)); });
    PredictHeatControls& heat = m_picturePane->heat();
    // Not a key event: lists and choosers take letters for themselves.
    auto* key = new QShortcut(QKeySequence(Qt::Key_H), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, &heat, &PredictHeatControls::toggle);
    connect(&heat, &PredictHeatControls::wantedChanged, this, &PredictPage::askForHeatMap);
    connect(&heat, &PredictHeatControls::opacityChanged, this, [this] { m_picturePane->setHeatMap(m_heatMap); });
}

void PredictPage::connectSessions()
{
    connect(&workbench().evaluate, &EvaluateSession::opened, this, &PredictPage::useRun);
    const auto showError = [this](const Error& error) { m_picturePane->setNote(errorText(error)); };
    connect(&workbench().evaluate, &EvaluateSession::failed, this, [showError](const Error& error) {
        if (error.code != ErrorCode::Cancelled) {
            showError(error);
        }
    });
    connect(&m_loader, &RunModelLoader::loaded, this, &PredictPage::useModel);
    connect(&m_loader, &RunModelLoader::failed, this, [this, showError](const Error& error) {
        useRuleOfMeanwhile(); // for the network that stays
        showError(error);
    });
    connect(&workbench().predict, &PredictSession::modelChanged, this, &PredictPage::submitWaiting);
    connect(&workbench().predict, &PredictSession::predicted, this, &PredictPage::addAnswer);
    connect(&workbench().predict, &PredictSession::explained, this, &PredictPage::showHeatMap);
    connect(&workbench().predict, &PredictSession::explainFailed, this,
            [this](const Error& error) { m_picturePane->heat().setProblem(errorText(error)); });
    connect(&workbench().data, &DataSession::opened, this, &PredictPage::findThumbnails);
    connectRules();
    connectHistory();
}

} // namespace saccade
