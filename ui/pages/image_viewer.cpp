#include "ui/pages/image_viewer.h"

#include <QAction>
#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "engine/data/source_kind.h"
#include "ui/pages/image_viewer_facts.h"
#include "ui/pages/predict_heat_controls.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/zoom_view.h"

namespace saccade {

namespace {

/// Without a copy: the image lives as long as the picture.
QImage pictureOf(const std::shared_ptr<const Image>& image)
{
    if (image == nullptr) {
        return {};
    }
    const auto format = image->size.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
    auto* owner = new std::shared_ptr<const Image>(image);
    return QImage(
        image->pixels.data(), image->size.width, image->size.height, image->size.width * image->size.channels, format,
        [](void* held) { delete static_cast<std::shared_ptr<const Image>*>(held); }, owner);
}

} // namespace

void ImageViewer::open(int row)
{
    showRow(row);
    m_view->setFocus();
}

void ImageViewer::showNext()
{
    showRow(m_row + 1);
}

void ImageViewer::showPrevious()
{
    showRow(m_row - 1);
}

void ImageViewer::close()
{
    if (!m_answer) {
        return;
    }
    m_originals->cancel();
    m_slowness.stop();
    m_answer.reset();
    m_awaitsMap = false;
    m_map = {};
    m_original = m_reduced = m_stored = {}; // they can be large
    m_view->setPicture({});
    emit closed();
}

void ImageViewer::addImageAction(QAction* action)
{
    addAction(action);
    m_facts->addAction(action);
}

void ImageViewer::showRow(int row)
{
    if (row < 0 || row >= m_gallery.rowCount()) {
        return;
    }
    m_row = row;
    m_answer = imageAnswer(m_gallery, row);
    m_name->setText(m_answer->name);
    //: place, of how many
    m_position->setText(tr("%1 of %2").arg(formatCount(row + 1), formatCount(m_gallery.rowCount())));
    m_previous->setEnabled(row > 0);
    m_next->setEnabled(row + 1 < m_gallery.rowCount());
    m_facts->show(*m_answer, m_gallery.classNames());
    m_facts->setFile({});
    showMark();
    showStored();
    m_view->setAccessibleName(m_gallery.index(row).data(Qt::AccessibleTextRole).toString());
    emit imageShown(m_answer->image, row);
}

/// The stored picture at once, in the original's size; the original takes its place when it is read.
void ImageViewer::showStored()
{
    const DataSet& dataSet = m_gallery.dataSet();
    const auto index = static_cast<std::size_t>(m_answer->image);
    const bool isOpen = index < dataSet.count();
    m_stored = isOpen ? toQImage(dataSet.thumbnails->image(index)) : QImage();
    m_original = {};
    m_reduced = {};
    m_note->clear();
    m_slowness.stop();
    m_asNetwork->setEnabled(isOpen);
    if (isOpen) {
        m_originals->read(dataSet, m_answer->image);
        m_slowness.start();
    } else {
        m_note->setMessage(MessageNote::Kind::Plain,
                           tr("The images of this run are not open; the gallery can open them."));
    }
    offerHeatMap();
    showPicture();
}

void ImageViewer::showOriginal(const OriginalImage& original)
{
    if (!m_answer || original.index != m_answer->image) {
        return;
    }
    m_slowness.stop();
    m_note->clear();
    m_original = original.whole != nullptr ? pictureOf(original.whole) : m_stored;
    m_reduced = pictureOf(original.reduced);
    const std::filesystem::path source = m_gallery.dataSet().source;
    if (!original.file.empty()) {
        m_facts->setFile(original.file);
    } else if (source.is_absolute()) {
        m_facts->setFile(source, sourceKindOf(source) == SourceKind::Archive ? m_answer->name : QString());
    }
    showPicture();
}

void ImageViewer::showFailure(std::int32_t image, const Error& error)
{
    if (m_answer && image == m_answer->image) {
        m_slowness.stop();
        m_original = m_stored;
        m_note->setMessage(MessageNote::Kind::Warning, tr("%1 This is the stored picture.").arg(errorText(error)));
        showPicture();
    }
}

void ImageViewer::showPicture()
{
    if (!m_answer) {
        return;
    }
    if (m_asNetwork->isChecked() && m_asNetwork->isEnabled()) {
        const QImage input = toQImage(m_gallery.dataSet().pixels->image(static_cast<std::size_t>(m_answer->image)));
        m_view->setPicture({input, {}, input.size()});
    } else if (!m_original.isNull()) {
        m_view->setPicture({m_original, m_reduced, m_original.size()});
    } else {
        m_view->setPicture({m_stored, {}, m_answer->size.isEmpty() ? m_stored.size() : m_answer->size});
    }
    showHeat();
    showZoom();
}

void ImageViewer::showZoom()
{
    const bool isThere = !m_view->picture().image.isNull();
    m_zoomText->setText(isThere ? formatPercent(m_view->zoom(), 0) : QString());
}

/// What a person changed, as the gallery's caption says it.
void ImageViewer::showMark()
{
    if (m_answer && m_row < m_gallery.rowCount()) {
        const QModelIndex index = m_gallery.index(m_row);
        const bool isChanged = !index.data(ImageGrid::BadgeRole).toString().isEmpty();
        m_facts->setMark(isChanged ? index.data(ImageGrid::CaptionRole).toString() : QString());
    }
}

/// Another filter or order moves the image; another evaluation may not have it.
void ImageViewer::followGallery()
{
    if (!m_answer) {
        return;
    }
    const int row = m_gallery.rowOf(m_answer->place);
    if (row >= 0) {
        showRow(row);
    } else {
        close();
    }
}

void ImageViewer::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_PageUp: showPrevious(); return;
    case Qt::Key_Right:
    case Qt::Key_PageDown: showNext(); return;
    case Qt::Key_Home: showRow(0); return;
    case Qt::Key_End: showRow(m_gallery.rowCount() - 1); return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace saccade
