#pragma once

#include <QImage>
#include <QLabel>
#include <QWidget>
#include <vector>

#include "engine/training/events.h"

namespace saccade {

/// The plan's probe images and what the network says of them, painted as one row. UI thread.
class ProbeRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeRow(QWidget* parent = nullptr);

    void setProbes(const DataSet& dataSet, const std::vector<std::int32_t>& probes);
    void setPrediction(const ProbePoint& point);
    void clearPrediction();
    [[nodiscard]] int count() const { return static_cast<int>(m_probes.size()); }
    /// Probes whose class is right now; -1 before the first prediction.
    [[nodiscard]] int rightCount() const;

    [[nodiscard]] QSize sizeHint() const override { return {12 * 78, 98}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 98}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Probe
    {
        QImage image;
        QImage shown; // at the size of the row
        QString truth;
        bool hasAnswer = false;
        bool isRight = false;
        QString answer;
        float confidence = 0;
    };

    [[nodiscard]] QRect cellRect(int index) const;
    [[nodiscard]] QString sentence(const Probe& probe) const;
    void paintProbe(QPainter& painter, const QRect& cell, const Probe& probe) const;
    void fitImages();
    void tell();

    std::vector<Probe> m_probes;
    std::vector<std::int32_t> m_labels;
    std::vector<QString> m_classNames;
};

/// The 144 px strip: title, what it says, the row. UI thread.
class ProbeStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeStrip(QWidget* parent = nullptr);

    void setProbes(const DataSet& dataSet, const std::vector<std::int32_t>& probes);
    void setPrediction(const ProbePoint& point);
    void clearPrediction();
    [[nodiscard]] const ProbeRow& row() const { return *m_row; }

private:
    ProbeRow* m_row;
    QLabel* m_words;
};

} // namespace saccade
