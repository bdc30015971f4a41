#pragma once

#include <QWidget>

namespace saccade {

/// A dashed frame that says what may be dropped; the drop itself is taken by the window. UI thread.
class DropArea final : public QWidget
{
    Q_OBJECT

public:
    DropArea(const QString& icon, const QString& title, const QString& note, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_title;
    QString m_note;
};

} // namespace saccade
