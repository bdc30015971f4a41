#include "ui/pages/train_band.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/widgets/key_value.h"

namespace saccade {

namespace {
constexpr int kBandHeight = 92;
constexpr int kFigures = 40; // of it
constexpr int kMostFigures = 5;
constexpr int kStateWidth = 232;
} // namespace

TrainBand::TrainBand(QWidget* parent)
    : QWidget(parent),
      m_state(new QLabel(this)),
      m_rest(new QLabel(this)),
      m_wayOut(new QPushButton(this)),
      m_row(new QHBoxLayout),
      m_bar(new QProgressBar(this))
{
    setObjectName(QStringLiteral("trainBand"));
    setMinimumHeight(kBandHeight - kFigures + textSized(kFigures));
    m_state->setObjectName(QStringLiteral("trainState"));
    m_state->setFont(themeFont(TextSize::State, QFont::Medium));
    m_rest->setFont(themeFont(TextSize::State));
    m_rest->setProperty("tone", QStringLiteral("2"));
    m_wayOut->setObjectName(QStringLiteral("goToDataButton"));
    m_wayOut->hide();
    auto* state = new QWidget(this);
    state->setMinimumWidth(kStateWidth);
    auto* stateRow = new QHBoxLayout(state);
    stateRow->setContentsMargins(0, 0, 0, 0);
    stateRow->setSpacing(8);
    stateRow->addWidget(m_state);
    stateRow->addWidget(m_rest);
    stateRow->addWidget(m_wayOut);
    stateRow->addStretch(1);
    m_row->setSpacing(16);
    m_row->addWidget(state);
    for (int i = 0; i < kMostFigures; ++i) {
        m_figures.push_back(new KeyValue({}, this));
        m_figures.back()->setObjectName(QStringLiteral("figure%1").arg(i));
        m_row->addWidget(m_figures.back(), 1);
    }
    m_bar->setObjectName(QStringLiteral("trainProgress"));
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_bar->setRange(0, 10'000);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 14);
    layout->setSpacing(8);
    layout->addLayout(m_row, 1);
    layout->addWidget(m_bar);
    connect(m_wayOut, &QPushButton::clicked, this, &TrainBand::wayOutRequested);
}

void TrainBand::setState(const QString& state, const QString& rest)
{
    m_state->setText(state);
    m_rest->setText(rest);
    m_rest->setVisible(!rest.isEmpty());
}

QString TrainBand::state() const
{
    return m_rest->text().isEmpty() ? m_state->text() : m_state->text() + QLatin1Char(' ') + m_rest->text();
}

void TrainBand::setFigures(const std::vector<BandFigure>& figures)
{
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        m_figures[i]->setVisible(i < figures.size());
        if (i < figures.size()) {
            m_figures[i]->setCaption(figures[i].caption);
            const bool isKnown = !figures[i].value.isEmpty();
            m_figures[i]->setValue(isKnown ? figures[i].value : QStringLiteral("–"), figures[i].unit);
        }
    }
}

void TrainBand::setProgress(double share)
{
    m_bar->setValue(static_cast<int>(std::lround(share * m_bar->maximum())));
}

void TrainBand::setWayOut(const QString& text)
{
    m_wayOut->setText(text);
    m_wayOut->setVisible(!text.isEmpty());
}

void TrainBand::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, theme().line);
}

} // namespace saccade
