#pragma once

#include <QAbstractButton>

namespace saccade {

/// A quiet way in: icon, link, a small line below that says what it takes. UI thread.
class LinkRow final : public QAbstractButton
{
    Q_OBJECT

public:
    LinkRow(QString icon, const QString& text, QString note, QWidget* parent = nullptr);

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
