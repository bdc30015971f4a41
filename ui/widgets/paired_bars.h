#pragma once

#include <QWidget>
#include <vector>

namespace saccade {

/// Rows with a name and two figures, each figure a bar on its column's own scale from 0, or on one that both share. UI
/// thread.
class PairedBars final : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        double first = 0; ///< at least 0; with 0 the text stands alone
        QString firstText;
        double second = 0;
        QString secondText;
    };

    /// The captions above the two columns.
    PairedBars(QString firstCaption, QString secondCaption, QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows);
    void setCaptions(const QString& first, const QString& second);
    /// The value of a bar that fills its column, in both; 0: the largest of each column, as at first.
    void setScaleEnd(double end);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int nameWidth() const;
    void paintBar(class QPainter& painter, const QRect& area, double share, const QString& text, int textWidth) const;

    QString m_firstCaption;
    QString m_secondCaption;
    std::vector<Row> m_rows;
    double m_scaleEnd = 0;
};

} // namespace saccade
