#include "ui/models/image_list_model.h"

#include <QImage>
#include <algorithm>
#include <numeric>

#include "engine/base/random.h"
#include "ui/models/gallery_model.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

char lowered(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

/// needle is lower case already.
bool containsFolded(const std::string& text, const std::string& needle)
{
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                       [](char a, char b) { return lowered(a) == b; }) != text.end();
}

} // namespace

ImageListModel::ImageListModel(int captionRole, int noteRole, QObject* parent)
    : QAbstractListModel(parent), m_captionRole(captionRole), m_noteRole(noteRole)
{}

void ImageListModel::setDataSet(const DataSet& dataSet)
{
    beginResetModel();
    const bool isOther = dataSet.count() != m_dataSet.count() || dataSet.id != m_dataSet.id;
    m_dataSet = dataSet;
    if (isOther) {
        m_label.reset();
        m_part.reset();
        m_search.clear();
        mix();
    }
    refresh();
    endResetModel();
}

void ImageListModel::mix()
{
    m_order.resize(m_dataSet.count());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::sort(m_order.begin(), m_order.end(),
              [](std::size_t a, std::size_t b) { return mixBits(a + 1) < mixBits(b + 1); });
}

void ImageListModel::setLabel(std::optional<int> label)
{
    if (m_label != label) {
        beginResetModel();
        m_label = label;
        refresh();
        endResetModel();
    }
}

void ImageListModel::setPart(std::optional<Part> part)
{
    if (m_part != part) {
        beginResetModel();
        m_part = part;
        refresh();
        endResetModel();
    }
}

void ImageListModel::setSearch(const QString& text)
{
    std::string search = text.trimmed().toStdString();
    std::transform(search.begin(), search.end(), search.begin(), lowered);
    if (m_search != search) {
        beginResetModel();
        m_search = std::move(search);
        refresh();
        endResetModel();
    }
}

bool ImageListModel::matches(const Sample& sample) const
{
    return (!m_label || sample.label == *m_label) && (!m_part || sample.part == *m_part) &&
           (m_search.empty() || containsFolded(sample.name, m_search));
}

void ImageListModel::refresh()
{
    m_rows.clear();
    for (const std::size_t index : m_order) {
        if (matches((*m_dataSet.samples)[index])) {
            m_rows.push_back(index);
        }
    }
}

int ImageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::size_t place = sampleIndex(index.row());
    const Sample& sample = (*m_dataSet.samples)[place];
    const auto className = [&] { return displayName(m_dataSet.classNames[static_cast<std::size_t>(sample.label)]); };
    if (role == Qt::DecorationRole) {
        return m_dataSet.thumbnails ? QVariant(toQImage(m_dataSet.thumbnails->image(place))) : QVariant();
    }
    if (role == m_captionRole) {
        return className();
    }
    if (role == m_noteRole) {
        return partTitle(sample.part).toLower();
    }
    if (role == Qt::ToolTipRole) {
        return displayName(sample.name);
    }
    if (role == Qt::AccessibleTextRole || role == Qt::DisplayRole) {
        return QStringLiteral("%1, %2, %3").arg(className(), partTitle(sample.part), displayName(sample.name));
    }
    return {};
}

} // namespace saccade
