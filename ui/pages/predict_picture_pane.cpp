#include "ui/pages/predict_picture_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/models/heat_map_picture.h"
#include "ui/models/prediction_history_model.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/pages/predict_picture_stage.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drop_frame.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

PredictPicturePane::PredictPicturePane(QWidget* parent)
    : QWidget(parent),
      m_title(new PaneTitle({}, this)),
      m_heat(new PredictHeatControls(this)),
      m_remark(makeLabel({}, QStringLiteral("warning"), this)),
      m_waiting(makeLabel({}, QStringLiteral("2"), this)),
      m_stop(makeButton(QStringLiteral("stopWaitingButton"), tr("Stop"), {}, QStringLiteral("flat"), this)),
      m_frame(new DropFrame(this)),
      m_bars(new QVBoxLayout),
      m_stack(new QStackedLayout),
      m_stage(new PredictPictureStage(this)),
      m_noPicture(makeLabel(tr("There is no picture to show."), QStringLiteral("2"), this)),
      m_note(makeLabel({}, QStringLiteral("warning"), this)),
      m_hint(makeLabel(tr("Drop another image, or press Ctrl+V"), QStringLiteral("2"), this))
{
    setObjectName(QStringLiteral("predictPicturePane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    createTitle();
    createFrame();
    auto* framed = new QVBoxLayout;
    framed->setContentsMargins(measure::kPageMargin, 4, measure::kPageMargin, measure::kPageMargin);
    framed->addWidget(m_frame, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addLayout(m_bars);
    layout->addWidget(m_heat);
    layout->addLayout(framed, 1);
    setWaiting(0, false);
    setNote({});
    showEmpty(false);
}

void PredictPicturePane::createTitle()
{
    m_waiting->setObjectName(QStringLiteral("waitingLabel"));
    m_remark->setObjectName(QStringLiteral("pictureRemark"));
    m_title->addWidget(m_remark);
    m_title->addWidget(m_waiting);
    m_title->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, &PredictPicturePane::stopRequested);
}

QWidget* PredictPicturePane::createEmpty()
{
    auto* page = new QWidget(this);
    m_emptySentence = makeLabel({}, QStringLiteral("2"), page);
    m_emptySentence->setObjectName(QStringLiteral("emptyStateSentence"));
    m_emptySentence->setAlignment(Qt::AlignCenter);
    m_emptySentence->setWordWrap(true);
    m_open = makeButton(QStringLiteral("emptyOpenButton"), tr("Open images…"), QStringLiteral("folder"), {}, page);
    m_train = makeButton(QStringLiteral("goToTrainButton"), tr("Go to Train"), QStringLiteral("train"), {}, page);
    m_openRun =
        makeButton(QStringLiteral("openRunButton"), tr("Open a run folder…"), QStringLiteral("folder"), {}, page);
    m_openModel =
        makeButton(QStringLiteral("openModelButton"), tr("Open a model file…"), QStringLiteral("file"), {}, page);
    connect(m_openModel, &QPushButton::clicked, this, &PredictPicturePane::modelFileRequested);
    connect(m_open, &QPushButton::clicked, this, &PredictPicturePane::openRequested);
    connect(m_train, &QPushButton::clicked, this, &PredictPicturePane::trainRequested);
    connect(m_openRun, &QPushButton::clicked, this, &PredictPicturePane::runFolderRequested);
    auto* buttons = new QVBoxLayout; // one below the other: side by side they need more than the narrowest window has
    buttons->setSpacing(measure::kControlGap);
    for (QPushButton* button : {m_open, m_train, m_openRun, m_openModel}) {
        buttons->addWidget(button);
    }
    auto* column = new QHBoxLayout;
    column->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(QStringLiteral("predict"), &Theme::text3, 32, page), 0, Qt::AlignHCenter);
    layout->addWidget(m_emptySentence);
    layout->addLayout(column);
    layout->addStretch(3);
    return page;
}

void PredictPicturePane::createFrame()
{
    m_frame->setObjectName(QStringLiteral("dropFrame"));
    m_note->setObjectName(QStringLiteral("dropNote"));
    m_note->setWordWrap(true);
    for (QLabel* label : {m_noPicture, m_note, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
    }
    m_stack->addWidget(createEmpty());
    m_stack->addWidget(m_stage);
    m_stack->addWidget(m_noPicture);
    auto* layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(24, 24, 24, 12);
    layout->setSpacing(12);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_hint);
}

void PredictPicturePane::addBar(QWidget* bar)
{
    m_bars->addWidget(bar);
}

void PredictPicturePane::showEntry(const HistoryEntry& entry, const QString& remark)
{
    m_stage->showEntry(entry);
    showPicture(entry);
    setRemark(remark);
    m_heat->showEntry(entry);
    m_hint->show();
}

void PredictPicturePane::showFrame(const HistoryEntry& frame)
{
    m_stage->showFrame(frame);
    showPicture(frame);
    setRemark({});
    m_heat->showNothing();
    m_hint->hide();
}

void PredictPicturePane::showPicture(const HistoryEntry& entry)
{
    m_title->setTitle(entry.name);
    m_title->setNote(entry.originalSize.isEmpty() ? QString()
                                                  : tr("%1 × %2").arg(formatCount(entry.originalSize.width()),
                                                                      formatCount(entry.originalSize.height())));
    m_stack->setCurrentIndex(entry.picture.isNull() ? 2 : 1);
}

void PredictPicturePane::showEmpty(bool hasModel)
{
    m_title->setTitle({});
    m_title->setNote({});
    setRemark({});
    m_emptySentence->setText(hasModel ? tr("Drop an image here, or press Ctrl+V.")
                                      : tr("Train first, or open a run folder or an exported model."));
    m_open->setVisible(hasModel);
    m_train->setVisible(!hasModel);
    m_openRun->setVisible(!hasModel);
    m_openModel->setVisible(!hasModel);
    m_stack->setCurrentIndex(0);
    m_heat->showNothing();
    m_hint->hide();
}

void PredictPicturePane::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void PredictPicturePane::setWaiting(std::size_t count, bool hasModel)
{
    const QString number = formatCount(static_cast<std::int64_t>(count));
    m_waiting->setText(hasModel ? tr("Waiting: %1").arg(number) : tr("Waiting for a network: %1").arg(number));
    m_waiting->setVisible(count > 0);
    m_stop->setVisible(count > 0);
}

void PredictPicturePane::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void PredictPicturePane::setHeatMap(const HeatMapPicture& map)
{
    m_stage->setHeatMap(map, m_heat->opacity());
}

void PredictPicturePane::setHighlighted(bool isHighlighted)
{
    m_frame->setHighlighted(isHighlighted);
}

} // namespace saccade
