#include "ui/pages/predict_serve_pane.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/wheel_guard.h"
#include "ui/window/workbench.h"

namespace saccade {

namespace {

constexpr int kMostPort = 65'535;
const QString kPortKey = QStringLiteral("predict/servePort");

QHBoxLayout* makeRow(QWidget* caption, QWidget* value, QWidget* button)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(measure::kControlGap);
    row->addWidget(caption);
    row->addWidget(value, 1);
    row->addWidget(button);
    return row;
}

} // namespace

PredictServePane::PredictServePane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_session(workbench.loader)
{
    setObjectName(QStringLiteral("predictServePane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    createParts();
    createLayout();
    connect(m_switch, &QCheckBox::toggled, this, &PredictServePane::switchTo);
    connect(m_port, &QSpinBox::valueChanged, this,
            [this](int port) { m_workbench.preferences.setValue(kPortKey, port); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(QString::fromStdString(m_session.state().token)); });
    connect(m_openPage, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(QString::fromStdString(m_session.state().pageAddress))); });
    connect(&m_session, &ServeSession::changed, this, &PredictServePane::showState);
    connect(&workbench.predict, &PredictSession::modelChanged, this, [this] {
        m_session.setModel(m_workbench.predict.model());
        showState();
    });
    m_session.setModel(workbench.predict.model());
    showState();
}

void PredictServePane::createParts()
{
    m_switch = new QCheckBox(tr("Answer other programs on this computer"), this);
    m_switch->setObjectName(QStringLiteral("serveSwitch"));
    m_port = new QSpinBox(this);
    m_port->setObjectName(QStringLiteral("servePort"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setToolTip(tr("Where other programs reach it; 0 takes any port that is free"));
    m_port->setRange(0, kMostPort);
    m_port->setSpecialValueText(tr("any free"));
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(m_workbench.preferences.value(kPortKey).toInt());
    leaveWheelToPane(m_port);
    m_reach = createReach();
    m_note = new MessageNote(this);
    m_note->setObjectName(QStringLiteral("serveNote"));
}

QWidget* PredictServePane::createReach()
{
    auto* reach = new QWidget(this);
    m_address = new ElidedLabel(reach);
    m_address->setObjectName(QStringLiteral("serveAddress"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_token = new ElidedLabel(reach);
    m_token->setObjectName(QStringLiteral("serveToken"));
    m_token->setElideMode(Qt::ElideMiddle);
    m_openPage = makeButton(QStringLiteral("openServePageButton"), tr("Open page"), {}, QStringLiteral("flat"), reach);
    m_openPage->setToolTip(tr("Opens the upload page in the browser"));
    m_copy = makeButton(QStringLiteral("copyTokenButton"), tr("Copy"), QStringLiteral("copy"), QStringLiteral("flat"),
                        reach);
    m_copy->setToolTip(tr("Copies the token that programs send with each request"));
    m_copy->setAccessibleName(tr("Copy the token"));
    m_counts = makeCaption({}, reach);
    m_counts->setObjectName(QStringLiteral("serveCounts"));
    auto* layout = new QVBoxLayout(reach);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    layout->addLayout(makeRow(makeLabel(tr("Address"), QStringLiteral("2"), reach), m_address, m_openPage));
    layout->addLayout(makeRow(makeLabel(tr("Token"), QStringLiteral("2"), reach), m_token, m_copy));
    layout->addWidget(m_counts);
    return reach;
}

void PredictServePane::createLayout()
{
    auto* portLabel = makeLabel(tr("Port"), QStringLiteral("2"), this);
    portLabel->setBuddy(m_port);
    auto* title = new PaneTitle(tr("Endpoint"), this);
    title->addWidget(portLabel);
    title->addWidget(m_port);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    body->setSpacing(measure::kControlGap);
    body->addWidget(m_switch);
    body->addWidget(m_reach);
    body->addWidget(m_note);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(title);
    layout->addLayout(body);
}

void PredictServePane::switchTo(bool on)
{
    if (on) {
        m_session.start(static_cast<std::uint16_t>(m_port->value()));
    } else {
        m_session.stop();
    }
}

void PredictServePane::showState()
{
    using Stage = ServeState::Stage;
    const ServeState& state = m_session.state();
    const bool isWanted = state.stage == Stage::On || state.stage == Stage::Starting;
    const bool hasModel = m_workbench.predict.hasModel();
    {
        const QSignalBlocker blocker(m_switch);
        m_switch->setChecked(isWanted);
    }
    m_switch->setEnabled(hasModel || isWanted);
    m_switch->setToolTip(hasModel ? tr("A REST endpoint that this computer alone can reach")
                                  : tr("Choose a network first"));
    m_port->setEnabled(!isWanted);
    m_reach->setVisible(state.stage == Stage::On);
    m_address->setText(QString::fromStdString(state.address));
    m_token->setText(QString::fromStdString(state.token));
    m_counts->setText(tr("%1 answered, %2 refused")
                          .arg(formatCount(static_cast<std::int64_t>(state.answered)),
                               formatCount(static_cast<std::int64_t>(state.refused))));
    if (state.error) {
        m_note->setMessage(MessageNote::Kind::Fault, errorText(*state.error));
    } else if (state.stage == Stage::Starting) {
        m_note->setMessage(MessageNote::Kind::Busy, tr("Starting…"));
    } else if (state.stage == Stage::Stopping) {
        m_note->setMessage(MessageNote::Kind::Busy, tr("Stopping…"));
    } else {
        m_note->clear();
    }
}

} // namespace saccade
