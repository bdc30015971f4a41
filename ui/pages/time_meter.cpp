#include "ui/pages/time_meter.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

#include "ui/models/time_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kBarHeight = 8;
constexpr int kGap = 2;
} // namespace

/// Computing in the colour of training, validating in that of validation, waiting hatched: it is time lost.
class TimeMeter::Bar final : public QWidget
{
public:
    explicit Bar(QWidget* parent) : QWidget(parent) { setFixedHeight(kBarHeight); }

    void setShares(const TimeShares& shares)
    {
        m_shares = shares;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QColor lost = theme().warning;
        double left = 0;
        const auto draw = [&](double share, const QBrush& brush, const QColor& ground) {
            const int from = static_cast<int>(std::lround(left * width()));
            left += share;
            const int to = static_cast<int>(std::lround(left * width()));
            const QRect area(from, 0, to - from - (left < 0.999 ? kGap : 0), height());
            if (area.width() > 0) {
                painter.fillRect(area, ground);
                painter.fillRect(area, brush);
            }
        };
        draw(m_shares.computing, theme().part(Part::Training), theme().surface);
        draw(m_shares.waiting, QBrush(lost, Qt::BDiagPattern), theme().warningTint);
        draw(m_shares.validating, theme().part(Part::Validation), theme().surface);
    }

private:
    TimeShares m_shares;
};

TimeMeter::TimeMeter(QWidget* parent)
    : QWidget(parent), m_bar(new Bar(this)), m_figures(makeCaption({}, this)), m_advice(makeCaption({}, this))
{
    setObjectName(QStringLiteral("timeMeter"));
    m_figures->setObjectName(QStringLiteral("timeFigures"));
    m_advice->setObjectName(QStringLiteral("timeAdvice"));
    QLabel* title = makeCaption(tr("Where the time goes"), this);
    title->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(title);
    layout->addWidget(m_bar);
    for (QLabel* label : {m_figures, m_advice}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    hide();
}

void TimeMeter::setShares(const TimeShares& shares, const TrainSettings& settings)
{
    m_bar->setShares(shares);
    m_figures->setText(timeSharesText(shares));
    m_advice->setText(timeAdvice(shares, settings));
    m_bar->setAccessibleName(m_figures->text());
    m_bar->setToolTip(m_figures->text());
    const Bottleneck bottleneck = bottleneckOf(shares);
    const bool isHeldUp = bottleneck == Bottleneck::Waiting || bottleneck == Bottleneck::Validating;
    setTone(m_advice, isHeldUp ? QStringLiteral("warning") : QStringLiteral("2"));
    setVisible(bottleneck != Bottleneck::Unknown);
}

} // namespace saccade
