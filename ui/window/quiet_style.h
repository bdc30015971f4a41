#pragma once

#include <QProxyStyle>

namespace saccade {

/// Fusion on every platform, without pictures in dialog buttons, and with the letters of menu keys underlined only
/// while Alt is down. UI thread.
class QuietStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    QuietStyle();

    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* answer) const override;
    /// Panes are parted by 1 px; Qt then widens the handle's grip by itself.
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void polish(QWidget* widget) override;

private:
    bool m_isAltDown = false;
};

} // namespace saccade
