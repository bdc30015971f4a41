#include "ui/models/compared_images_model.h"

#include <QImage>

#include "ui/models/gallery_model.h"
#include "ui/text/format.h"

namespace saccade {

ComparedImagesModel::ComparedImagesModel(int captionRole, int noteRole, QObject* parent)
    : QAbstractListModel(parent), m_captionRole(captionRole), m_noteRole(noteRole)
{}

void ComparedImagesModel::setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames)
{
    m_rows.clear(); // before what they point into goes
    m_runs = std::move(runs);
    m_classNames = classNames;
    m_truth.reset();
    m_predicted.reset();
    refresh();
}

void ComparedImagesModel::setDataSet(const DataSet& dataSet)
{
    m_dataSet = dataSet;
    refresh();
}

void ComparedImagesModel::setSide(ComparedSide side)
{
    m_side = side;
    refresh();
}

void ComparedImagesModel::setClasses(std::optional<int> truth, std::optional<int> predicted)
{
    m_truth = truth;
    m_predicted = predicted;
    refresh();
}

bool ComparedImagesModel::isWanted(const ComparedImage& image) const
{
    return (!m_truth || *m_truth == image.truth) &&
           (!m_predicted || *m_predicted == image.predictedA || *m_predicted == image.predictedB);
}

void ComparedImagesModel::refresh()
{
    beginResetModel();
    m_rows.clear();
    if (m_runs != nullptr) {
        const RunComparison& comparison = m_runs->comparison;
        for (const ComparedImage& each : m_side == ComparedSide::OnlyA   ? comparison.onlyA
                                         : m_side == ComparedSide::OnlyB ? comparison.onlyB
                                                                         : comparison.bothWrong) {
            if (isWanted(each)) {
                m_rows.push_back(&each);
            }
        }
    }
    endResetModel();
}

int ComparedImagesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

bool ComparedImagesModel::hasPictures() const
{
    return m_dataSet.thumbnails != nullptr &&
           (m_dataSet.id == m_runs->a->plan.data.id || m_dataSet.id == m_runs->b->plan.data.id);
}

QString ComparedImagesModel::describe(const ComparedImage& image) const
{
    const auto index = static_cast<std::size_t>(image.index);
    const QString name = hasPictures() && index < m_dataSet.count() ? displayName((*m_dataSet.samples)[index].name)
                                                                    : tr("Image %1").arg(formatCount(image.index));
    return tr("%1\nTruth %2\nA says %3, %4\nB says %5, %6")
        .arg(name, m_classNames.value(image.truth), m_classNames.value(image.predictedA),
             formatPercent(double{image.confidenceA}, 1), m_classNames.value(image.predictedB),
             formatPercent(double{image.confidenceB}, 1));
}

QVariant ComparedImagesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ComparedImage& compared = image(index.row());
    const auto place = static_cast<std::size_t>(compared.index);
    if (role == Qt::DecorationRole && hasPictures() && place < m_dataSet.count()) {
        return toQImage(m_dataSet.thumbnails->image(place));
    }
    if (role == m_captionRole || role == Qt::DisplayRole) {
        return m_classNames.value(compared.truth);
    }
    if (role == m_noteRole) { // what is wrong tells more than what is right
        const QString a = m_classNames.value(compared.predictedA);
        const QString b = m_classNames.value(compared.predictedB);
        return m_side == ComparedSide::OnlyA                ? tr("B says %1").arg(b)
               : m_side == ComparedSide::OnlyB              ? tr("A says %1").arg(a)
               : compared.predictedA == compared.predictedB ? tr("both say %1").arg(a)
                                                            : tr("A %1, B %2").arg(a, b);
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        return describe(compared);
    }
    return {};
}

} // namespace saccade
