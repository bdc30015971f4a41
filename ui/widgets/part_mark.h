#pragma once

#include <QWidget>

#include "engine/data/data_set.h"

namespace saccade {

/// The small square of a legend in a part's colour. UI thread.
class PartMark final : public QWidget
{
    Q_OBJECT

public:
    explicit PartMark(Part part, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Part m_part;
};

} // namespace saccade
