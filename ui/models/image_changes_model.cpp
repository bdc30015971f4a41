#include "ui/models/image_changes_model.h"

#include <QImage>
#include <algorithm>

#include "ui/models/gallery_model.h"
#include "ui/text/format.h"

namespace saccade {

/// One edit of some images and how they were before.
class ChangeImages final : public QUndoCommand
{
public:
    ChangeImages(ImageChangesModel& model, const QString& text, std::vector<ImageChange> before,
                 std::vector<ImageChange> after)
        : QUndoCommand(text), m_model(model), m_before(std::move(before)), m_after(std::move(after))
    {}

    void redo() override { m_model.put(m_after); }
    void undo() override { m_model.put(m_before); }

private:
    ImageChangesModel& m_model;
    std::vector<ImageChange> m_before;
    std::vector<ImageChange> m_after;
};

ImageChangesModel::ImageChangesModel(QObject* parent) : QAbstractListModel(parent) {}

void ImageChangesModel::setDataSet(const DataSet& dataSet)
{
    const bool isOther = dataSet.pixels != m_dataSet.pixels;
    m_dataSet = dataSet;
    if (isOther) {
        m_images.clear();
        for (std::size_t i = 0; i < dataSet.count(); ++i) {
            m_images.emplace((*dataSet.samples)[i].name, static_cast<std::int32_t>(i));
        }
    }
    if (isOther || changes() != dataSet.changes) {
        m_undo.clear();
        m_changes.clear();
        for (const ImageChange& change : dataSet.changes) {
            m_changes.emplace(change.image, change);
        }
        listPending();
    }
}

void ImageChangesModel::setKnown(const DataChanges& known)
{
    m_known.clear();
    for (const ImageChange& change : known) {
        m_known.emplace(change.image, change);
    }
    listPending();
}

bool ImageChangesModel::isKnown(std::int32_t image) const
{
    return image >= 0 && static_cast<std::size_t>(image) < m_dataSet.count();
}

const Sample& ImageChangesModel::unchanged(std::int32_t image) const
{
    const auto& samples = m_dataSet.unchanged ? *m_dataSet.unchanged : *m_dataSet.samples;
    return samples[static_cast<std::size_t>(image)];
}

ImageChange ImageChangesModel::changeFor(std::int32_t image) const
{
    const Sample& sample = unchanged(image);
    if (const auto found = m_changes.find(sample.name); found != m_changes.end()) {
        return found->second;
    }
    const std::string& name = m_dataSet.classNames[static_cast<std::size_t>(sample.label)];
    return {sample.name, name, name, ImagePlacement::AsDrawn};
}

const ImageChange* ImageChangesModel::changeOf(std::int32_t image) const
{
    if (!isKnown(image)) {
        return nullptr;
    }
    const auto found = m_changes.find(unchanged(image).name);
    return found == m_changes.end() ? nullptr : &found->second;
}

DataChanges ImageChangesModel::changes() const
{
    DataChanges list;
    for (const auto& [name, change] : m_changes) {
        list.push_back(change);
    }
    return list;
}

bool ImageChangesModel::canMove(std::int32_t image) const
{
    return isKnown(image) && unchanged(image).part != Part::Test;
}

void ImageChangesModel::relabel(const std::vector<std::int32_t>& images, std::int32_t label)
{
    const std::string& name = m_dataSet.classNames[static_cast<std::size_t>(label)];
    std::vector<ImageChange> wanted;
    for (const std::int32_t image : images) {
        if (isKnown(image)) {
            wanted.push_back(changeFor(image));
            wanted.back().to = name;
        }
    }
    edit(tr("Relabel"), wanted);
}

void ImageChangesModel::place(const std::vector<std::int32_t>& images, ImagePlacement placement)
{
    const bool isMove = placement == ImagePlacement::Training || placement == ImagePlacement::Validation;
    std::vector<ImageChange> wanted;
    for (const std::int32_t image : images) {
        if (isMove ? canMove(image) : isKnown(image)) {
            wanted.push_back(changeFor(image));
            wanted.back().placement = placement;
        }
    }
    edit(placement == ImagePlacement::Excluded ? tr("Exclude") : tr("Move"), wanted);
}

void ImageChangesModel::toggleExcluded(const std::vector<std::int32_t>& images)
{
    const bool areExcluded = std::all_of(images.begin(), images.end(), [this](std::int32_t image) {
        return !isKnown(image) || changeFor(image).placement == ImagePlacement::Excluded;
    });
    place(images, areExcluded ? ImagePlacement::AsDrawn : ImagePlacement::Excluded);
}

void ImageChangesModel::revert(const std::vector<int>& rows)
{
    std::vector<ImageChange> wanted;
    for (const int row : rows) {
        const ImageChange& pending = m_pending[static_cast<std::size_t>(row)];
        const auto known = m_known.find(pending.image);
        wanted.push_back(known != m_known.end()
                             ? known->second
                             : ImageChange{pending.image, pending.from, pending.from, ImagePlacement::AsDrawn});
    }
    edit(tr("Revert"), wanted);
}

void ImageChangesModel::revertAll()
{
    std::vector<int> rows(m_pending.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = static_cast<int>(i);
    }
    revert(rows);
}

void ImageChangesModel::edit(const QString& text, const std::vector<ImageChange>& wanted)
{
    std::vector<ImageChange> before;
    std::vector<ImageChange> after;
    for (const ImageChange& change : wanted) {
        const auto found = m_changes.find(change.image);
        const ImageChange now = found != m_changes.end()
                                    ? found->second
                                    : ImageChange{change.image, change.from, change.from, ImagePlacement::AsDrawn};
        if (now != change) {
            before.push_back(now);
            after.push_back(change);
        }
    }
    if (!after.empty()) {
        m_undo.push(new ChangeImages(*this, text, std::move(before), std::move(after)));
    }
}

void ImageChangesModel::put(const std::vector<ImageChange>& changes)
{
    for (const ImageChange& change : changes) {
        if (isChange(change)) {
            m_changes.insert_or_assign(change.image, change);
        } else {
            m_changes.erase(change.image);
        }
    }
    listPending();
    emit changesEdited(this->changes());
}

void ImageChangesModel::listPending()
{
    beginResetModel();
    m_pending.clear();
    for (const auto& [name, change] : m_changes) {
        const auto known = m_known.find(name);
        if (known == m_known.end() || known->second != change) {
            m_pending.push_back(change);
        }
    }
    for (const auto& [name, change] : m_known) {
        if (!m_changes.contains(name)) {
            m_pending.push_back({name, change.from, change.from, ImagePlacement::AsDrawn});
        }
    }
    std::sort(m_pending.begin(), m_pending.end(),
              [](const ImageChange& a, const ImageChange& b) { return a.image < b.image; });
    endResetModel();
    emit marksChanged();
}

QString ImageChangesModel::mark(std::int32_t image) const
{
    const ImageChange* change = changeOf(image);
    if (change == nullptr) {
        return {};
    }
    switch (change->placement) {
    case ImagePlacement::Excluded: return tr("excluded");
    //: what becomes of an image: its part of the data set, its class
    case ImagePlacement::Training:
        return change->to == change->from ? tr("to training") : tr("now %1, to training").arg(displayName(change->to));
    case ImagePlacement::Validation:
        return change->to == change->from ? tr("to validation")
                                          : tr("now %1, to validation").arg(displayName(change->to));
    case ImagePlacement::AsDrawn: break;
    }
    return tr("now %1").arg(displayName(change->to));
}

QString ImageChangesModel::describe(const ImageChange& change) const
{
    QStringList what;
    if (change.to != change.from) {
        what.append(tr("%1 becomes %2").arg(displayName(change.from), displayName(change.to)));
    }
    switch (change.placement) {
    case ImagePlacement::Excluded: what.append(tr("excluded")); break;
    case ImagePlacement::Training: what.append(tr("to training")); break;
    case ImagePlacement::Validation: what.append(tr("to validation")); break;
    case ImagePlacement::AsDrawn: break;
    }
    if (what.isEmpty()) {
        what.append(tr("%1 again, as the source says").arg(displayName(change.from)));
    }
    return what.join(QStringLiteral(", "));
}

std::int32_t ImageChangesModel::imageNamed(const std::string& name) const
{
    const auto found = m_images.find(name);
    return found == m_images.end() ? -1 : found->second;
}

int ImageChangesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pending.size());
}

QVariant ImageChangesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ImageChange& change = m_pending[static_cast<std::size_t>(index.row())];
    const std::int32_t image = imageNamed(change.image);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: return tr("%1\n%2").arg(displayName(change.image), describe(change));
    case Qt::DecorationRole:
        if (image >= 0 && m_dataSet.thumbnails != nullptr) {
            return toQImage(m_dataSet.thumbnails->image(static_cast<std::size_t>(image)));
        }
        return {};
    case ImageRole: return image;
    default: return {};
    }
}

} // namespace saccade
