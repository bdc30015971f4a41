#include <QShortcut>
#include <QTimer>

#include "engine/session/answer_rules.h"
#include "ui/models/gallery_model.h"
#include "ui/models/kept_history.h"
#include "ui/pages/predict_compare_pane.h"
#include "ui/pages/predict_history_pane.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/predict_picture_pane.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kKeepAfterMs = 1500;
constexpr ImageSize kInputWithoutModel{64, 64, 3};

} // namespace

void PredictPage::connectHistory()
{
    m_keeping->setSingleShot(true);
    m_keeping->setInterval(kKeepAfterMs);
    connect(m_keeping, &QTimer::timeout, this, &PredictPage::keepHistory);
    connect(m_history, &PredictionHistoryModel::contentChanged, m_keeping, qOverload<>(&QTimer::start));
    connect(m_historyPane, &PredictHistoryPane::clearRequested, this, [this] {
        m_wasClearedLast = true;
        m_history->clear();
    });
    connect(m_historyPane, &PredictHistoryPane::undoRequested, this, [this] {
        m_history->undoClear();
        m_historyPane->selectRow(0);
    });
    auto* undoKey =
        new QShortcut(QKeySequence(QKeySequence::Undo), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(undoKey, &QShortcut::activated, this, &PredictPage::undo);
    connect(&m_keeper, &HistorySession::opened, this, &PredictPage::restoreHistory);
    connect(&m_keeper, &HistorySession::keptElsewhere, m_historyPane, &PredictHistoryPane::showNotKept);
    connect(&m_keeper, &HistorySession::failed, this, [this](const Error& error) {
        m_picturePane->setNote(m_isHistoryRead
                                   ? errorText(error)
                                   : tr("The images classified before cannot be read: %1. Their file is kept as %2, "
                                        "and a new history begins.")
                                         .arg(errorReason(error.code), displayName(error.path.string())));
    });
    connect(&m_pictures, &PictureSession::opened, this, &PredictPage::takePicture);
    connect(&m_pictures, &PictureSession::failed, this, [this](std::uint64_t id, const Error& error) {
        if (m_history->rowOf(id) == m_historyPane->currentRow()) {
            m_pictureRemark = error.code == ErrorCode::FileNotFound ? tr("Thumbnail only: the file is gone")
                                                                    : tr("Thumbnail only: the file cannot be read");
            showPicture(m_history->entry(m_historyPane->currentRow()));
        }
    });
    connect(&workbench().loader, &EngineLoader::imageReaderReady, this, &PredictPage::reopenPicture);
    connect(m_comparePane, &PredictComparePane::answered, this, &PredictPage::takeSecond);
    connect(m_comparePane, &PredictComparePane::modelChanged, this, &PredictPage::showAnswer);
    m_keeper.open();
}

void PredictPage::restoreHistory(const HistorySession::Predictions& kept)
{
    m_isHistoryRead = true;
    const int row = m_historyPane->currentRow();
    if (kept->empty()) {
        return;
    }
    m_history->restore(historyEntries(kept));
    m_history->refreshAges(QDateTime::currentDateTime());
    m_historyPane->selectRow(std::max(row, 0));
}

void PredictPage::keepHistory()
{
    m_keeper.keep(keptPredictions(m_history->entries()));
}

/// The newest of what this page changed; the rule's own button takes back what another page decided, too.
void PredictPage::undo()
{
    AnswerRules& rules = workbench().evaluate.answerRules();
    if (m_history->canUndoClear() && (m_wasClearedLast || !rules.canUndo())) {
        m_wasClearedLast = false;
        m_history->undoClear();
        m_historyPane->selectRow(0);
    } else {
        rules.undo();
    }
}

void PredictPage::reopenPicture()
{
    m_pictures.cancel();
    const int row = m_historyPane->currentRow();
    if (row < 0) {
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    if (!entry.file.empty() && isReduced(entry)) {
        const ImageSize size = entry.inputSize.bytes() > 0 ? entry.inputSize : kInputWithoutModel;
        m_pictures.open(entry.id, entry.file, {size, entry.resize});
    }
}

void PredictPage::takePicture(const OpenedPicture& picture)
{
    const int row = m_history->rowOf(picture.id);
    if (row < 0) {
        return;
    }
    const HistoryEntry& entry = m_history->entry(row);
    const QSize size(picture.originalSize.width, picture.originalSize.height);
    const bool isSame = picture.fileTime == entry.fileTime && size == entry.originalSize;
    if (isSame) {
        m_history->setPicture(picture.id, toQImage(viewOf(picture.image.original)),
                              toQImage(viewOf(picture.image.input)));
    }
    if (row == m_historyPane->currentRow()) {
        m_pictureRemark = isSame ? QString() : tr("Thumbnail only: the file was changed since");
        showPicture(entry);
        askForHeatMap();
    }
}

void PredictPage::takeSecond(std::uint64_t id)
{
    const int row = m_history->rowOf(id);
    if (row < 0) {
        return; // the first network has not answered yet
    }
    if (std::optional<ComparedAnswer> answer = m_comparePane->take(id)) {
        m_history->setSecond(id, *std::move(answer));
    }
    if (row == m_historyPane->currentRow()) {
        showAnswer();
    }
}

} // namespace saccade
