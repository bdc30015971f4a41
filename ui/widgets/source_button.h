#pragma once

#include <QAbstractButton>

namespace saccade {

/// A line of a list of places: icon, title, a quiet second line; the chosen one is tinted with an accent edge. UI
/// thread.
class SourceButton final : public QAbstractButton
{
    Q_OBJECT

public:
    SourceButton(const QString& icon, const QString& title, const QString& note, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_icon;
    QString m_note;
};

} // namespace saccade
