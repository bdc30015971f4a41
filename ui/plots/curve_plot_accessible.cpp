#include "ui/plots/curve_plot_accessible.h"

#include <QAccessibleWidget>

#include "ui/plots/curve_plot.h"

namespace saccade {

namespace {

class CurvePlotAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit CurvePlotAccessible(CurvePlot* plot) : QAccessibleWidget(plot, QAccessible::Chart), m_plot(plot) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_plot->cursorText() : QAccessibleWidget::text(kind);
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return m_plot->cursorText(); }
    void setCurrentValue(const QVariant& value) override
    {
        m_plot->setCursor(static_cast<std::size_t>(std::max(value.toInt(), 0)));
    }
    QVariant minimumValue() const override { return {}; }
    QVariant maximumValue() const override { return {}; }
    QVariant minimumStepSize() const override { return 1; }

private:
    CurvePlot* m_plot;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* plot = qobject_cast<CurvePlot*>(object);
    return plot != nullptr ? new CurvePlotAccessible(plot) : nullptr;
}

} // namespace

void installCurvePlotAccessible()
{
    static const bool isInstalled = (QAccessible::installFactory(makeAccessible), true);
    static_cast<void>(isInstalled);
}

} // namespace saccade
