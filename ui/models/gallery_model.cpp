#include "ui/models/gallery_model.h"

#include <QImage>
#include <algorithm>

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
    return tr("%1\nTruth %2, predicted %3, %4")
        .arg(name, m_classNames.value(m_table->labels[place]), m_classNames.value(m_table->predicted[place]),
             formatPercent(static_cast<double>(m_table->confidences[place]), 1));
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
