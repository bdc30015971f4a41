#pragma once

#include <QWidget>

namespace saccade {

/// A figure of the progress band: an 11 px caption over a 17 px value with equal digits and a quiet unit. UI thread.
class KeyValue final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValue(const QString& caption, QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    void setValue(const QString& value, const QString& unit = {});
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tell();

    QString m_caption;
    QString m_value;
    QString m_unit;
};

} // namespace saccade
