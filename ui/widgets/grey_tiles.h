#pragma once

#include <QWidget>

namespace saccade {

class ImageGrid;

/// The grid's frame before there are images: grey tiles where pictures will be. UI thread.
class GreyTiles final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the picture size from the grid, which must outlive it.
    explicit GreyTiles(const ImageGrid& grid, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ImageGrid& m_grid;
};

} // namespace saccade
