#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

namespace saccade {

/// 24 images of the built-in sample, eight in a row. UI thread; rendering them takes about a millisecond.
class ShapePictures final : public QWidget
{
    Q_OBJECT

public:
    explicit ShapePictures(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<QImage> m_images;
};

/// A folder with three sub-folders, their images, and the labels they become. UI thread.
class FolderPicture final : public QWidget
{
    Q_OBJECT

public:
    explicit FolderPicture(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintRow(QPainter& painter, int row) const;

    std::vector<QImage> m_images; ///< four for each row
};

} // namespace saccade
