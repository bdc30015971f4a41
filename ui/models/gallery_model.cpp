#include "ui/models/gallery_model.h"

#include <QImage>
#include <algorithm>

#include "ui/models/image_changes_model.h"
#include "ui/text/format.h"

namespace saccade {

QImage toQImage(const ImageView& view)
{
    const auto format = view.size.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
    return QImage(view.pixels, view.size.width, view.size.height, view.size.width * view.size.channels, format).copy();
}

GalleryModel::GalleryModel(int captionRole, int noteRole, int emphasisRole, QObject* parent)
    : QAbstractListModel(parent), m_captionRole(captionRole), m_noteRole(noteRole), m_emphasisRole(emphasisRole)
{}

void GalleryModel::setPredictions(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet,
                                  const QStringList& classNames)
{
    m_table = std::move(table);
    m_dataSet = dataSet;
    m_classNames = classNames;
    refresh();
}

void GalleryModel::setDataSet(const DataSet& dataSet)
{
    m_dataSet = dataSet;
}

void GalleryModel::setChanges(const ImageChangesModel* changes, int badgeRole)
{
    m_changes = changes;
    m_badgeRole = badgeRole;
    connect(changes, &ImageChangesModel::marksChanged, this, [this] {
        if (!m_rows.empty()) {
            emit dataChanged(index(0), index(rowCount() - 1));
        }
    });
}

void GalleryModel::setFilter(std::optional<int> truth, std::optional<int> predicted)
{
    m_truth = truth;
    m_predicted = predicted;
    m_places.reset();
    refresh();
}

void GalleryModel::setPlaces(std::vector<std::size_t> places)
{
    std::sort(places.begin(), places.end());
    m_places = std::move(places);
    refresh();
}

void GalleryModel::setOnlyMistakes(bool only)
{
    m_onlyMistakes = only;
    refresh();
}

void GalleryModel::setOrder(GalleryOrder order)
{
    m_order = order;
    refresh();
}

bool GalleryModel::matches(std::size_t place) const
{
    const int truth = m_table->labels[place];
    const int predicted = m_table->predicted[place];
    if (m_places && !std::binary_search(m_places->begin(), m_places->end(), place)) {
        return false;
    }
    return (!m_truth || *m_truth == truth) && (!m_predicted || *m_predicted == predicted) &&
           (!m_onlyMistakes || truth != predicted);
}

void GalleryModel::refresh()
{
    beginResetModel();
    m_rows.clear();
    for (std::size_t place = 0; m_table != nullptr && place < m_table->count(); ++place) {
        if (matches(place)) {
            m_rows.push_back(place);
        }
    }
    const auto by = [this](auto key) {
        std::stable_sort(m_rows.begin(), m_rows.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
    };
    switch (m_order) {
    case GalleryOrder::MostConfident: by([this](std::size_t place) { return m_table->confidences[place]; }); break;
    case GalleryOrder::LeastConfident: by([this](std::size_t place) { return -m_table->confidences[place]; }); break;
    case GalleryOrder::LargestLoss: by([this](std::size_t place) { return m_table->losses[place]; }); break;
    case GalleryOrder::DataOrder: break;
    }
    endResetModel();
}

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString GalleryModel::describe(std::size_t place) const
{
    const auto index = static_cast<std::size_t>(m_table->indices[place]);
    const QString name = index < m_dataSet.count() ? displayName((*m_dataSet.samples)[index].name)
                                                   : tr("Image %1").arg(formatCount(m_table->indices[place]));
    const QString text =
        tr("%1\nTruth %2, predicted %3, %4")
            .arg(name, m_classNames.value(m_table->labels[place]), m_classNames.value(m_table->predicted[place]),
                 formatPercent(static_cast<double>(m_table->confidences[place]), 1));
    const QString mark = m_changes == nullptr ? QString() : m_changes->mark(m_table->indices[place]);
    //: an image's description, and what a person changed of it
    return mark.isEmpty() ? text : tr("%1\nChanged: %2").arg(text, mark);
}

/// What a changed image shows instead of its prediction; nothing for what stays.
QVariant GalleryModel::markData(std::int32_t image, int role) const
{
    const QString mark = m_changes == nullptr ? QString() : m_changes->mark(image);
    if (mark.isEmpty()) {
        return {};
    }
    if (role == m_badgeRole) {
        const bool isExcluded = m_changes->changeOf(image)->placement == ImagePlacement::Excluded;
        return isExcluded ? QStringLiteral("hide") : QStringLiteral("relabel");
    }
    return role == m_captionRole    ? QVariant(mark)
           : role == m_noteRole     ? QVariant(QString())
           : role == m_emphasisRole ? QVariant(3)
                                    : QVariant();
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const std::size_t place = m_rows[static_cast<std::size_t>(index.row())];
    const auto image = static_cast<std::size_t>(m_table->indices[place]);
    if (role == Qt::DecorationRole && m_dataSet.thumbnails != nullptr && image < m_dataSet.count()) {
        return toQImage(m_dataSet.thumbnails->image(image));
    }
    if (const QVariant mark = markData(m_table->indices[place], role); mark.isValid()) {
        return mark;
    }
    if (role == m_captionRole || role == Qt::DisplayRole) {
        return m_classNames.value(m_table->predicted[place]);
    }
    if (role == m_noteRole) {
        return formatPercent(static_cast<double>(m_table->confidences[place]), 1);
    }
    if (role == m_emphasisRole) {
        return m_table->labels[place] == m_table->predicted[place] ? 0 : 2;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        return describe(place);
    }
    return {};
}

} // namespace saccade
