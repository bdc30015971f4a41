#include "ui/pages/predict_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QKeyEvent>
#include <QMimeData>
#include <QTimer>
#include <utility>

#include "ui/models/class_thumbnails.h"
#include "ui/models/prediction_history_model.h"
#include "ui/pages/predict_camera.h"
#include "ui/pages/predict_compare_pane.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/pages/predict_history_pane.h"
#include "ui/pages/predict_model_chooser.h"
#include "ui/pages/predict_picture_pane.h"
#include "ui/pages/predict_result_pane.h"
#include "ui/pages/save_picture.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/dropped_images.h"
#include "ui/widgets/dropped_model.h"

namespace saccade {

namespace {

/// The pixels that the network was given.
Image networkInput(const QImage& picture)
{
    const bool isGrey = picture.format() == QImage::Format_Grayscale8;
    Image input{{picture.height(), picture.width(), isGrey ? 1 : 3}, {}};
    const auto rowBytes = static_cast<std::ptrdiff_t>(input.size.width) * input.size.channels;
    const QImage flat = isGrey ? picture : picture.convertToFormat(QImage::Format_RGB888);
    for (int y = 0; y < flat.height(); ++y) {
        const std::uint8_t* row = flat.constScanLine(y);
        input.pixels.insert(input.pixels.end(), row, row + rowBytes);
    }
    return input;
}

} // namespace

PredictPage::PredictPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, tr("Predict"), QStringLiteral("predict"), parent),
      m_history(new PredictionHistoryModel(this)),
      m_keeping(new QTimer(this)),
      m_keeper(workbench.historyFile),
      m_pictures(workbench.loader)
{
    setObjectName(QStringLiteral("predictPage"));
    setAcceptDrops(true);
    createActions();
    createHeader();
    createPanes();
    connectPanes();
    connectSessions();
    findThumbnails();
    showRow(-1);
    showThreshold();
    if (workbench.evaluate.evaluation().run) {
        useRun(workbench.evaluate.evaluation());
    }
}

PredictPage::~PredictPage()
{
    if (m_keeping->isActive()) {
        keepHistory(); // the keeper's destruction waits until it is written
    }
}

bool PredictPage::acceptDrop(const QMimeData& mime)
{
    if (m_camera->acceptDrop(mime)) {
        return true;
    }
    if (const auto model = modelIn(mime)) {
        openModel(QFile::decodeName(model->c_str()));
        return true;
    }
    DroppedImages images = isForOthers(mime) ? DroppedImages() : readDroppedImages(mime);
    if (images.inputs.empty() && images.notes.isEmpty()) {
        return false;
    }
    take(std::move(images), &mime == QApplication::clipboard()->mimeData());
    return true;
}

void PredictPage::dragEnterEvent(QDragEnterEvent* event)
{
    // What is not for this page is left to the window, which opens data sets and runs.
    const QMimeData& mime = *event->mimeData();
    const bool isOurs = modelIn(mime) || (mayHoldImages(mime) && !isForOthers(mime));
    event->setAccepted(isOurs);
    if (isOurs) {
        event->acceptProposedAction();
        m_picturePane->setHighlighted(true);
    }
}

void PredictPage::dragLeaveEvent(QDragLeaveEvent*)
{
    m_picturePane->setHighlighted(false);
}

void PredictPage::dropEvent(QDropEvent* event)
{
    m_picturePane->setHighlighted(false);
    if (acceptDrop(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void PredictPage::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteImage();
    } else {
        Page::keyPressEvent(event);
    }
}

void PredictPage::pasteImage()
{
    const QMimeData* pasted = QApplication::clipboard()->mimeData();
    if (pasted == nullptr || !acceptDrop(*pasted)) {
        m_picturePane->setNote(tr("The clipboard holds no image. Copy one, then paste it here."));
    }
}

void PredictPage::chooseImages()
{
    workbench().dialogs.chooseFiles(this, tr("Open images"), {}, tr("Images (%1)").arg(imageFilePatterns()),
                                    [this](const QStringList& files) {
                                        if (!files.isEmpty()) {
                                            take(readChosenFiles(files), false);
                                        }
                                    });
}

void PredictPage::take(DroppedImages images, bool isPasted)
{
    m_picturePane->setNote(images.notes.join(QLatin1Char('\n')));
    m_followsNewest = true;
    for (PredictInput& input : images.inputs) {
        if (input.name.empty()) {
            ++m_namelessCount;
            const QString name = isPasted ? tr("clipboard %1") : tr("picture %1");
            input.name = name.arg(m_namelessCount).toStdString();
        }
        if (workbench().predict.hasModel()) {
            submit(input);
        } else {
            m_waiting.push_back(std::move(input));
        }
    }
    showWaiting();
}

void PredictPage::submit(const PredictInput& input)
{
    m_comparePane->ask(workbench().predict.submit(input), input);
}

void PredictPage::submitWaiting()
{
    for (const PredictInput& input : std::exchange(m_waiting, {})) {
        submit(input);
    }
    showWaiting();
    if (m_historyPane->currentRow() < 0) {
        showRow(-1); // the empty state now speaks of images
    }
}

void PredictPage::stopWaiting()
{
    m_waiting.clear();
    workbench().predict.cancel();
    m_comparePane->cancel();
    showWaiting();
}

void PredictPage::useRun(const Evaluation& evaluation)
{
    if (evaluation.run == m_followed) {
        return; // another part, epoch or kind of image of the same one: who chose another network here keeps it
    }
    m_followed = evaluation.run;
    if (evaluation.trial) { // the file that is tried there answers here
        if (const auto model = workbench().predict.model(); !model || model->source != evaluation.run->path) {
            openModel(QFile::decodeName(evaluation.run->path.c_str()));
        }
        return;
    }
    m_run = evaluation.run;
    m_picturePane->setNote({}); // it may speak of a folder that could not be opened
    m_runTitle =
        tr("Best of %1, epoch %2").arg(displayName(m_run->title), formatEpochs(evaluation.epoch)).toStdString();
    m_loader.load(m_run, m_runTitle);
}

void PredictPage::addAnswer(const Prediction& prediction)
{
    const bool follows = m_followsNewest;
    HistoryEntry entry = historyEntry(prediction, QDateTime::currentDateTime());
    entry.second = m_comparePane->take(entry.id);
    m_history->add(std::move(entry));
    m_history->refreshAges(QDateTime::currentDateTime());
    if (follows) {
        m_historyPane->selectRow(0);
    }
    showWaiting();
}

void PredictPage::showRow(int row)
{
    if (row < 0 && m_camera->isShown()) {
        m_followsNewest = true;
        return;
    }
    m_camera->leave();
    if (row < 0) {
        m_picturePane->showEmpty(workbench().predict.hasModel());
        m_resultPane->showNothing();
        m_comparePane->showNothing();
        m_followsNewest = true;
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    m_followsNewest = row == 0;
    m_pictureRemark.clear();
    showPicture(entry);
    showAnswer();
    askForHeatMap();
    reopenPicture();
}

void PredictPage::showPicture(const HistoryEntry& entry)
{
    m_picturePane->showEntry(entry, m_pictureRemark);
}

void PredictPage::showAnswer()
{
    const int row = m_historyPane->currentRow();
    if (row < 0) {
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    const PredictSession& session = workbench().predict;
    const bool isOfModel = entry.modelTitle == displayName(session.modelTitle());
    m_resultPane->showEntry(entry, entry.classNames == m_thumbnailClasses ? m_thumbnails : QList<QImage>(),
                            isOfModel ? session.recentTimes().median() : MedianTimes());
    m_comparePane->showEntry(entry, m_history->entries());
}

void PredictPage::showFrame(const HistoryEntry& frame, bool hasNews)
{
    m_historyPane->selectRow(-1); // what is shown is none of them
    m_picturePane->showFrame(frame);
    if (hasNews) {
        m_resultPane->showEntry(frame, frame.classNames == m_thumbnailClasses ? m_thumbnails : QList<QImage>());
        m_comparePane->showNothing();
    }
}

void PredictPage::keepFrame(const Prediction& frame)
{
    m_history->add(historyEntry(frame, QDateTime::currentDateTime()));
    m_history->refreshAges(QDateTime::currentDateTime());
}

void PredictPage::showNewest()
{
    const int row = m_history->rowCount() > 0 ? 0 : -1;
    m_historyPane->selectRow(row);
    showRow(row);
}

void PredictPage::askForHeatMap()
{
    m_heatMap = {};
    m_picturePane->setHeatMap(m_heatMap);
    const int row = m_historyPane->currentRow();
    PredictHeatControls& controls = m_picturePane->heat();
    if (row < 0 || !controls.isWanted()) {
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    const bool isOfModel = entry.modelTitle == displayName(workbench().predict.modelTitle());
    controls.setProblem(isOfModel ? QString() : tr("Another model answered this image. Drop it again to see its map."));
    if (isOfModel && entry.input.isNull()) {
        controls.setProblem(tr("The image is not kept whole. Drop it again to see its map."));
    } else if (isOfModel) {
        workbench().predict.explain(networkInput(entry.input), controls.classIndex(), controls.method());
    }
}

void PredictPage::showHeatMap(const HeatMap& map)
{
    const int row = m_historyPane->currentRow();
    if (row < 0 || !m_picturePane->heat().isWanted()) {
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    m_heatMap = heatMapPicture(map, entry.picture.size(), entry.resize);
    m_picturePane->setHeatMap(m_heatMap);
}

void PredictPage::showWaiting()
{
    const bool hasModel = workbench().predict.hasModel();
    m_picturePane->setWaiting(hasModel ? workbench().predict.pending() : m_waiting.size(), hasModel);
}

void PredictPage::findThumbnails()
{
    const DataSet& dataSet = workbench().data.dataSet();
    m_thumbnails = classThumbnails(dataSet, dataSet.classNames);
    m_thumbnailClasses.clear();
    for (const std::string& name : dataSet.classNames) {
        m_thumbnailClasses.append(displayName(name));
    }
    showRow(m_historyPane->currentRow());
}

void PredictPage::saveHistory()
{
    workbench().dialogs.chooseSaveFile(this, tr("Save the classified images"), tr("predictions.csv"), tr("CSV (*.csv)"),
                                       [this](const QString& file) {
                                           if (!file.isEmpty()) {
                                               const Result<void> saved = saveText(file, m_history->csv());
                                               m_picturePane->setNote(saved ? QString() : errorText(saved.error()));
                                           }
                                       });
}

} // namespace saccade
