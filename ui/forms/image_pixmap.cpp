#include "ui/forms/image_pixmap.h"

namespace saccade {

QImage toQImage(ImageView image)
{
    const auto format = image.size.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
    const QImage view(image.pixels, image.size.width, image.size.height, image.size.width * image.size.channels,
                      format);
    return view.copy();
}

} // namespace saccade
