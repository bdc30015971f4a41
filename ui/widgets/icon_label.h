#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace saccade {

/// A line icon that is no button, in a colour role of the theme. UI thread.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString& icon, QColor Theme::*role = &Theme::text2, int side = 16,
                       QWidget* parent = nullptr);

    void setIcon(const QString& icon, QColor Theme::*role);
    [[nodiscard]] QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QColor Theme::*m_role;
    int m_side;
};

} // namespace saccade
