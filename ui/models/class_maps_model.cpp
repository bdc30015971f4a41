#include "ui/models/class_maps_model.h"

#include <QPainter>
#include <algorithm>

#include "ui/models/gallery_model.h"
#include "ui/models/heat_map_picture.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kSide = 192; // small images grow first, so that the map lies on them smoothly
constexpr double kStrength = 0.6;

QRectF toRect(const PixelBox& box)
{
    return QRectF(box.left, box.top, box.width, box.height);
}

QImage overlay(const QImage& picture, const HeatMap& map, ResizeMode mode)
{
    const HeatMapPicture heat = heatMapPicture(map, picture.size(), mode);
    const QSize size = picture.size().scaled(kSide, kSide, Qt::KeepAspectRatio);
    QImage drawn = picture.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio);
    QPainter painter(&drawn);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    const double scale = static_cast<double>(size.width()) / picture.width();
    const QRectF source = toRect(heat.source);
    const QRectF target = toRect(heat.target);
    const QRectF on(source.topLeft() * scale, source.size() * scale);
    painter.setOpacity(kStrength);
    painter.drawImage(on, heat.colours, target);
    painter.setOpacity(1);
    painter.setClipRect(on);
    painter.translate(on.topLeft());
    painter.scale(on.width() / target.width(), on.height() / target.height());
    painter.translate(-target.topLeft());
    for (const QPen& pen : {QPen(Qt::black, 3), QPen(Qt::white, 1)}) { // seen on light and on dark
        QPen line = pen;
        line.setCosmetic(true);
        painter.setPen(line);
        painter.drawLines(heat.contour);
    }
    return drawn;
}

bool isShown(const PredictionTable& table, std::size_t place, int label, AnswersShown shown)
{
    const bool isRight = table.predicted[place] == table.labels[place];
    return table.labels[place] == label && (shown == AnswersShown::All || (shown == AnswersShown::Right) == isRight);
}

} // namespace

ClassMapsModel::ClassMapsModel(int captionRole, int noteRole, int emphasisRole, QObject* parent)
    : QAbstractListModel(parent), m_captionRole(captionRole), m_noteRole(noteRole), m_emphasisRole(emphasisRole)
{}

void ClassMapsModel::setImages(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet,
                               const QStringList& classNames, int label, AnswersShown shown)
{
    beginResetModel();
    m_table = std::move(table);
    m_dataSet = dataSet;
    m_classNames = classNames;
    m_rows.clear();
    for (std::size_t place = 0; m_table != nullptr && place < m_table->count(); ++place) {
        const auto index = static_cast<std::size_t>(m_table->indices[place]);
        if (index < m_dataSet.count() && isShown(*m_table, place, label, shown)) {
            m_rows.push_back({place, {}, false});
        }
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](const Row& a, const Row& b) {
        return m_table->confidences[a.place] > m_table->confidences[b.place];
    });
    m_rows.resize(std::min(m_rows.size(), kClassMaps));
    endResetModel();
}

void ClassMapsModel::setMap(int row, const HeatMap& map)
{
    if (row < 0 || row >= rowCount() || m_dataSet.thumbnails == nullptr) {
        return;
    }
    Row& each = m_rows[static_cast<std::size_t>(row)];
    each.overlaid = overlay(toQImage(m_dataSet.thumbnails->image(image(each))), map, m_dataSet.resize);
    each.isSilent = std::all_of(map.values.begin(), map.values.end(), [](float value) { return value == 0; });
    emit dataChanged(index(row), index(row));
}

std::size_t ClassMapsModel::image(const Row& row) const
{
    return static_cast<std::size_t>(m_table->indices[row.place]);
}

std::vector<std::int32_t> ClassMapsModel::images() const
{
    std::vector<std::int32_t> images;
    for (const Row& row : m_rows) {
        images.push_back(m_table->indices[row.place]);
    }
    return images;
}

int ClassMapsModel::mapped() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return !row.overlaid.isNull(); }));
}

int ClassMapsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString ClassMapsModel::describe(const Row& row) const
{
    const QString text =
        tr("%1\nTruth %2, predicted %3, %4")
            .arg(displayName((*m_dataSet.samples)[image(row)].name), m_classNames.value(m_table->labels[row.place]),
                 m_classNames.value(m_table->predicted[row.place]),
                 formatPercent(static_cast<double>(m_table->confidences[row.place]), 1));
    return row.isSilent ? tr("%1\nNothing in the image speaks for the class.").arg(text) : text;
}

QVariant ClassMapsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const std::int32_t predicted = m_table->predicted[row.place];
    if (role == Qt::DecorationRole && m_dataSet.thumbnails != nullptr) {
        return row.overlaid.isNull() ? toQImage(m_dataSet.thumbnails->image(image(row))) : row.overlaid;
    }
    if (role == m_captionRole || role == Qt::DisplayRole) {
        return displayName((*m_dataSet.samples)[image(row)].name).section(QLatin1Char('/'), -1);
    }
    if (role == m_noteRole) {
        //: a class and its probability
        return tr("%1, %2").arg(m_classNames.value(predicted),
                                formatPercent(static_cast<double>(m_table->confidences[row.place]), 1));
    }
    if (role == m_emphasisRole) {
        return m_table->labels[row.place] == predicted ? 0 : 2;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        return describe(row);
    }
    return {};
}

} // namespace saccade
