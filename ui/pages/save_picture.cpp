#include "ui/pages/save_picture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QMessageBox>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <span>

#include "engine/base/atomic_file.h"
#include "ui/text/error_text.h"

namespace saccade {

namespace {

constexpr double kPictureRatio = 2;
constexpr int kPdfResolution = 96; // dots an inch: one for each px of the screen
constexpr double kPointsPerInch = 72;

Result<void> write(const QString& file, const QByteArray& bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    return writeFileAtomically(file.toStdString(),
                               std::span<const std::uint8_t>(data, static_cast<std::size_t>(bytes.size())));
}

QByteArray drawSvg(const QSize& size, const std::function<void(QPainter&, const QSize&)>& draw)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({0, 0}, size));
    QPainter painter(&generator);
    draw(painter, size);
    painter.end();
    return bytes;
}

QByteArray drawPdf(const QSize& size, const std::function<void(QPainter&, const QSize&)>& draw)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfResolution);
    writer.setPageSize(QPageSize(QSizeF(size) * kPointsPerInch / kPdfResolution, QPageSize::Point));
    writer.setPageMargins({});
    QPainter painter(&writer);
    draw(painter, size);
    painter.end();
    return bytes;
}

QByteArray drawPng(const QSize& size, const std::function<void(QPainter&, const QSize&)>& draw)
{
    QImage image(size * kPictureRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kPictureRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    draw(painter, size);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

Result<void> savePicture(const QString& file, const QSize& size,
                         const std::function<void(QPainter&, const QSize&)>& draw)
{
    const auto is = [&file](const char* ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    return write(file, is(".svg") ? drawSvg(size, draw) : is(".pdf") ? drawPdf(size, draw) : drawPng(size, draw));
}

Result<void> saveText(const QString& file, const QString& text)
{
    return write(file, text.toUtf8());
}

void showSaveProblem(const Result<void>& saved, QWidget* parent)
{
    if (saved) {
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Warning, QCoreApplication::translate("saccade::Save", "Not saved"),
                                errorText(saved.error()), QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace saccade
