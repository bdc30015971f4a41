#pragma once

#include <QWidget>
#include <optional>

#include "engine/training/train_settings.h"

namespace saccade {

/// The learning rate over the run, drawn from the trainer's own scheduleFactor(). UI thread.
class SchedulePreview final : public QWidget
{
    Q_OBJECT

public:
    explicit SchedulePreview(QWidget* parent = nullptr);

    void setSettings(const TrainSettings& settings);
    /// Marks where the run is; none marks the highest rate instead.
    void setNow(std::optional<double> epoch);
    /// "highest 0.40" or "now 0.141"; of a plateau schedule nobody knows the rate before.
    [[nodiscard]] QString label() const;

    [[nodiscard]] QSize sizeHint() const override { return {280, 76}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 76}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// At a share 0..1 of the run.
    [[nodiscard]] double rateAt(double share) const;
    [[nodiscard]] double highestRate() const;

    TrainSettings m_settings;
    std::optional<double> m_now;
};

} // namespace saccade
