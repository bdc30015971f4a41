#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QHBoxLayout;

namespace saccade {

class KeyValue;

/// One key value of the band.
struct BandFigure
{
    QString caption;
    QString value;
    QString unit;
};

/// The 92 px band of the Train page: the state in large type, key values, the bar. UI thread.
class TrainBand final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainBand(QWidget* parent = nullptr);

    /// "Epoch 41" in medium weight, " of 60" lighter behind it.
    void setState(const QString& state, const QString& rest = {});
    void setFigures(const std::vector<BandFigure>& figures);
    /// 0..1
    void setProgress(double share);
    /// A button behind the state, as the way out of an empty page; shown when it has a text.
    void setWayOut(const QString& text);

    [[nodiscard]] QString state() const;

signals:
    void wayOutRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_state;
    QLabel* m_rest;
    QPushButton* m_wayOut;
    QHBoxLayout* m_row;
    QProgressBar* m_bar;
    std::vector<KeyValue*> m_figures;
};

} // namespace saccade
