#pragma once

#include <QWidget>

namespace saccade {

/// The product's mark: an eye whose gaze is a curve, in the first two series colours. UI thread.
class Mark final : public QWidget
{
    Q_OBJECT

public:
    explicit Mark(int side, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace saccade
