#include "ui/plots/curve_plot.h"

#include <QAccessible>
#include <QBuffer>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QSvgGenerator>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/plots/curve_chart.h"
#include "ui/plots/curve_plot_accessible.h"
#include "ui/plots/focus_frame.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kDrawMs = 100; // a person reads no faster, and the training needs the processor
constexpr int kLongestDrawMs = 1000;
constexpr int kRestPerDraw = 100; // so that drawing takes a hundredth of one core at most
} // namespace

class CurvePlot::Implementation
{
public:
    Implementation(const CurveData& curves, CurvePlot* owner)
        : data(curves), plot(new QCustomPlot(owner)), focusFrame(new FocusFrame(owner))
    {
        plot->plotLayout()->clear();
        plot->plotLayout()->setRowSpacing(6);
        plot->setNoAntialiasingOnDrag(false);
        loss = std::make_unique<CurveChart>(plot);
        accuracy = std::make_unique<CurveChart>(plot);
        plot->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    }

    const CurveData& data;
    const CurveData* previous = nullptr;
    QString previousTitle;
    CurveOptions options;
    QCustomPlot* plot;
    FocusFrame* focusFrame;
    std::unique_ptr<CurveChart> loss;
    std::unique_ptr<CurveChart> accuracy;
    QTimer timer;
    QElapsedTimer sinceDraw;
    qint64 pauseMs = kDrawMs; // to the next draw, by what the last one cost
    std::optional<std::size_t> cursor;
    bool isFollowing = true;
    bool isDirty = true;
    int draws = 0;

    void applyTheme()
    {
        plot->setBackground(QBrush(theme().surface));
        loss->applyTheme();
        accuracy->applyTheme();
    }

    void setCharts(const QSize& size)
    {
        const int rows = std::max(size.height() / 2 - 60, 40);
        for (const auto& chart : {loss.get(), accuracy.get()}) {
            const QMargins margins = chart->rect()->margins();
            const int columns = std::max(size.width() - margins.left() - margins.right(), 40);
            const auto quantity = chart == loss.get() ? CurveQuantity::Loss : CurveQuantity::Accuracy;
            ChartContent content = makeChartContent(quantity, data, options, previous, columns, rows);
            content.previousLabel = previous != nullptr ? previousTitle : QString();
            chart->setContent(std::move(content));
        }
    }

    void setCursorLine()
    {
        const auto x = cursor ? std::optional<double>(data.stopPosition(*cursor, options.axis)) : std::nullopt;
        loss->setCursor(x);
        accuracy->setCursor(x);
    }
};

CurvePlot::CurvePlot(const CurveData& curves, QWidget* parent)
    : QWidget(parent), m_implementation(std::make_unique<Implementation>(curves, this))
{
    installCurvePlotAccessible();
    setObjectName(QStringLiteral("curvePlot"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Loss and accuracy curves"));
    setAccessibleDescription(tr("Arrow keys move the cursor, T shows the table, L the logarithmic loss axis."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_implementation->plot);
    m_implementation->plot->installEventFilter(this);
    m_implementation->plot->setFocusPolicy(Qt::NoFocus);
    m_implementation->applyTheme();
    m_implementation->timer.setSingleShot(true);
    connect(&m_implementation->timer, &QTimer::timeout, this, &CurvePlot::draw);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, [this] {
        m_implementation->applyTheme();
        drawSoon();
    });
}

CurvePlot::~CurvePlot()
{
    // The charts refer to the plot's axes: they go first, the plot goes with the widget's children.
    delete m_implementation->plot;
}

void CurvePlot::refresh()
{
    placeCursor();
    drawSoon();
}

const CurveOptions& CurvePlot::options() const
{
    return m_implementation->options;
}

void CurvePlot::setOptions(const CurveOptions& options)
{
    if (m_implementation->options == options) {
        return;
    }
    const bool hadLog = m_implementation->options.isLossLogarithmic;
    m_implementation->options = options;
    drawSoon();
    if (hadLog != options.isLossLogarithmic) {
        emit logLossChanged(options.isLossLogarithmic);
    }
}

void CurvePlot::setPrevious(const CurveData* previous, const QString& title)
{
    m_implementation->previous = previous;
    m_implementation->previousTitle = title;
    drawSoon();
}

std::optional<std::size_t> CurvePlot::cursor() const
{
    return m_implementation->cursor;
}

void CurvePlot::setCursor(std::size_t stop)
{
    const std::size_t count = m_implementation->data.stopCount();
    if (count == 0) {
        m_implementation->cursor.reset();
        return;
    }
    stop = std::min(stop, count - 1);
    if (m_implementation->cursor == stop) {
        return;
    }
    m_implementation->cursor = stop;
    m_implementation->setCursorLine();
    if (!m_implementation->isDirty) {
        m_implementation->plot->layer(QStringLiteral("overlay"))->replot();
    }
    QAccessibleValueChangeEvent event(this, cursorText());
    QAccessible::updateAccessibility(&event);
    emit cursorMoved();
}

bool CurvePlot::isFollowing() const
{
    return m_implementation->isFollowing;
}

void CurvePlot::setFollowing(bool isOn)
{
    if (m_implementation->isFollowing == isOn) {
        return;
    }
    m_implementation->isFollowing = isOn;
    emit followingChanged(isOn);
    if (isOn) {
        placeCursor();
    }
}

QString CurvePlot::cursorText() const
{
    if (!m_implementation->cursor || *m_implementation->cursor >= m_implementation->data.stopCount()) {
        return tr("No point yet");
    }
    const CurveReading reading = m_implementation->data.reading(*m_implementation->cursor);
    QString text = tr("epoch %1, training loss %2, training accuracy %3")
                       .arg(formatEpochs(reading.epoch), formatNumber(reading.trainLoss, 3),
                            formatPercent(reading.trainAccuracy, 2));
    if (reading.validationLoss && reading.validationAccuracy) {
        text += tr(", validation loss %1, validation accuracy %2")
                    .arg(formatNumber(*reading.validationLoss, 3), formatPercent(*reading.validationAccuracy, 2));
    }
    return text;
}

int CurvePlot::drawCount() const
{
    return m_implementation->draws;
}

void CurvePlot::placeCursor()
{
    const CurveData& curves = m_implementation->data;
    if (curves.stopCount() == 0) {
        const bool hadCursor = m_implementation->cursor.has_value();
        m_implementation->cursor.reset();
        m_implementation->setCursorLine();
        if (hadCursor) {
            emit cursorMoved();
        }
        return;
    }
    if (m_implementation->isFollowing || !m_implementation->cursor) {
        setCursor(curves.best(CurveQuantity::Accuracy).value_or(curves.stopCount() - 1));
    } else if (*m_implementation->cursor >= curves.stopCount()) {
        setCursor(curves.stopCount() - 1);
    }
}

void CurvePlot::moveByHand(std::size_t stop)
{
    setFollowing(false);
    setCursor(stop);
}

void CurvePlot::moveToPixel(double x)
{
    if (m_implementation->data.stopCount() > 0) {
        const double at = m_implementation->loss->rect()->axis(QCPAxis::atBottom)->pixelToCoord(x);
        moveByHand(m_implementation->data.nearestStop(at, m_implementation->options.axis));
    }
}

void CurvePlot::drawSoon()
{
    m_implementation->isDirty = true;
    if (m_implementation->timer.isActive() || !isVisible()) {
        return;
    }
    const qint64 passed =
        m_implementation->sinceDraw.isValid() ? m_implementation->sinceDraw.elapsed() : kLongestDrawMs;
    m_implementation->timer.start(static_cast<int>(std::max<qint64>(0, m_implementation->pauseMs - passed)));
}

void CurvePlot::draw()
{
    m_implementation->isDirty = false;
    m_implementation->sinceDraw.start();
    ++m_implementation->draws;
    m_implementation->setCharts(size());
    m_implementation->setCursorLine();
    m_implementation->plot->replot(QCustomPlot::rpQueuedRefresh);
    const qint64 rest = kRestPerDraw * m_implementation->sinceDraw.nsecsElapsed() / 1'000'000;
    m_implementation->pauseMs = std::clamp<qint64>(rest, kDrawMs, kLongestDrawMs);
}

bool CurvePlot::handleCursorKey(int key)
{
    const std::size_t count = m_implementation->data.stopCount();
    const std::size_t at = m_implementation->cursor.value_or(0);
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_BracketLeft: moveByHand(at > 0 ? at - 1 : 0); return true;
    case Qt::Key_Right:
    case Qt::Key_BracketRight: moveByHand(at + 1); return true;
    case Qt::Key_Home: moveByHand(0); return true;
    case Qt::Key_End: moveByHand(count); return true;
    default: return false;
    }
}

void CurvePlot::keyPressEvent(QKeyEvent* event)
{
    m_implementation->focusFrame->setShown(true);
    if ((event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != 0 || handleCursorKey(event->key())) {
        return;
    }
    if (event->key() == Qt::Key_L) {
        CurveOptions changed = options();
        changed.isLossLogarithmic = !changed.isLossLogarithmic;
        setOptions(changed);
    } else if (event->key() == Qt::Key_T) {
        emit tableRequested();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit openRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress;
    if (isPress || event->type() == QEvent::MouseMove) {
        auto* mouse = static_cast<QMouseEvent*>(event);
        if (isPress) {
            setFocus(Qt::MouseFocusReason);
        }
        if ((mouse->buttons() & Qt::LeftButton) != 0) {
            moveToPixel(mouse->position().x());
        }
    }
    if (event->type() == QEvent::MouseButtonDblClick && m_implementation->cursor) {
        emit openRequested();
    }
    return QWidget::eventFilter(watched, event);
}

void CurvePlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_implementation->focusFrame->setGeometry(rect());
    drawSoon();
}

void CurvePlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    drawSoon();
}

void CurvePlot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    m_implementation->focusFrame->setShown(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                                           reason == Qt::ShortcutFocusReason);
}

void CurvePlot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_implementation->focusFrame->setShown(false);
}

void CurvePlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_implementation) {
        m_implementation->applyTheme();
        drawSoon();
    }
}

QByteArray CurvePlot::toPng()
{
    draw();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize area = size().expandedTo(minimumSizeHint());
    m_implementation->plot->toPixmap(area.width(), area.height(), 2).save(&buffer, "PNG");
    return bytes;
}

QByteArray CurvePlot::toSvg()
{
    draw();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    const QSize area = size().expandedTo(minimumSizeHint());
    generator.setSize(area);
    generator.setViewBox(QRect(QPoint(0, 0), area));
    generator.setTitle(accessibleName());
    QCPPainter painter;
    if (painter.begin(&generator)) {
        painter.setMode(QCPPainter::pmVectorized);
        m_implementation->plot->toPainter(&painter, area.width(), area.height());
        painter.end();
    }
    return bytes;
}

} // namespace saccade
