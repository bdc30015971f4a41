#pragma once

#include <QWidget>

#include "engine/training/heat_map.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace saccade {

struct HistoryEntry;

/// Above the picture: whether, how strongly, for which class and how it is shown where the network looks. UI thread.
class PredictHeatControls final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictHeatControls(QWidget* parent = nullptr);

    /// Offers the entry's likeliest classes; hidden when nothing was answered.
    void showEntry(const HistoryEntry& entry);
    void showNothing();
    void toggle(); ///< the key H
    /// Instead of a map, why there is none; empty hides it.
    void setProblem(const QString& problem);

    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] int classIndex() const;
    [[nodiscard]] HeatMapMethod method() const;
    [[nodiscard]] double opacity() const; ///< 0..1

signals:
    void wantedChanged(); ///< another map, or none
    void opacityChanged();

private:
    void showState();

    QCheckBox* m_box = nullptr;
    QSlider* m_opacity = nullptr;
    QLabel* m_percent = nullptr;
    QComboBox* m_class = nullptr;
    QComboBox* m_method = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace saccade
