#include "ui/models/compared_classes_model.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "ui/text/field_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

QString share(std::int64_t right, std::int64_t images)
{
    return images > 0 ? formatNumber(100 * static_cast<double>(right) / static_cast<double>(images), 1)
                      : QStringLiteral("–");
}

QString difference(const ComparedClass& compared)
{
    if (compared.images == 0) {
        return QStringLiteral("–");
    }
    const double points =
        100 * static_cast<double>(compared.rightB - compared.rightA) / static_cast<double>(compared.images);
    return withSign(points, formatNumber(std::abs(points), 1));
}

} // namespace

ComparedClassesModel::ComparedClassesModel(QObject* parent) : QAbstractTableModel(parent) {}

void ComparedClassesModel::setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_classNames = classNames;
    m_order.resize(m_runs == nullptr ? 0 : m_runs->comparison.classes.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    const auto change = [this](int label) {
        const ComparedClass& each = m_runs->comparison.classes[static_cast<std::size_t>(label)];
        return std::abs(each.rightA - each.rightB);
    };
    std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) { return change(a) > change(b); });
    endResetModel();
}

int ComparedClassesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int ComparedClassesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparedClassesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((index.column() == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const ComparedClass& compared = m_runs->comparison.classes[static_cast<std::size_t>(label(index.row()))];
    switch (index.column()) {
    case ClassColumn: return m_classNames.value(label(index.row()));
    case AColumn: return share(compared.rightA, compared.images);
    case BColumn: return share(compared.rightB, compared.images);
    case DifferenceColumn: return difference(compared);
    default: return formatCount(compared.images);
    }
}

QVariant ComparedClassesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((section == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        return section == DifferenceColumn ? tr("What B gets right less what A gets right, in points") : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case ClassColumn: return tr("Class");
    case AColumn: return tr("A right, %");
    case BColumn: return tr("B right, %");
    case DifferenceColumn: return tr("B less A");
    default: return tr("Images");
    }
}

ChangedSettingsModel::ChangedSettingsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ChangedSettingsModel::setRuns(std::shared_ptr<const ComparedRuns> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

int ChangedSettingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_runs == nullptr ? 0 : static_cast<int>(m_runs->comparison.settings.size());
}

int ChangedSettingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant ChangedSettingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const ChangedSetting& setting = m_runs->comparison.settings[static_cast<std::size_t>(index.row())];
    return index.column() == 0   ? fieldLabel(setting.name)
           : index.column() == 1 ? displayName(setting.a)
                                 : displayName(setting.b);
}

QVariant ChangedSettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Setting") : section == 1 ? tr("A") : tr("B");
}

} // namespace saccade
