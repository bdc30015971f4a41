#include "ui/models/class_report_model.h"

#include <QFont>
#include <algorithm>
#include <cmath>

#include "ui/models/csv_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kAverages = 2;

} // namespace

ClassReportModel::ClassReportModel(QObject* parent) : QAbstractTableModel(parent) {}

void ClassReportModel::setReport(const ClassReport& report, const QStringList& classNames,
                                 const QList<QImage>& thumbnails)
{
    beginResetModel();
    m_report = report;
    m_classNames = classNames;
    m_thumbnails = thumbnails;
    m_lowest = 1;
    for (const ClassScores& each : m_report.classes) {
        m_lowest = std::min(m_lowest, each.f1);
    }
    m_lowest = std::min(0.9, std::floor(m_lowest * 10) / 10);
    endResetModel();
}

int ClassReportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_report.classes.empty() ? 0 : static_cast<int>(m_report.classes.size()) + kAverages;
}

int ClassReportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const ClassScores& ClassReportModel::scores(int row) const
{
    const auto classes = static_cast<int>(m_report.classes.size());
    if (row < classes) {
        return m_report.classes[static_cast<std::size_t>(row)];
    }
    return row == classes ? m_report.macro : m_report.weighted;
}

QString ClassReportModel::name(int row) const
{
    const auto classes = static_cast<int>(m_report.classes.size());
    if (row < classes) {
        return m_classNames.value(row);
    }
    return row == classes ? tr("Mean of classes") : tr("Weighted mean");
}

QVariant ClassReportModel::sortValue(const QModelIndex& index) const
{
    const ClassScores& row = scores(index.row());
    switch (index.column()) {
    case PrecisionColumn: return row.precision;
    case RecallColumn: return row.recall;
    case F1Column:
    case BarColumn: return row.f1;
    case SupportColumn: return static_cast<qlonglong>(row.support);
    default: return name(index.row());
    }
}

QVariant ClassReportModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const bool isAverage = index.row() >= static_cast<int>(m_report.classes.size());
    switch (role) {
    case SortRole: return sortValue(index);
    case BarRole:
        if (isAverage) {
            return {};
        }
        return std::clamp((scores(index.row()).f1 - m_lowest) / (1 - m_lowest), 0.0, 1.0);
    case IsAverageRole: return isAverage;
    case Qt::DecorationRole:
        if (index.column() == ClassColumn && index.row() < m_thumbnails.size() && !isAverage) {
            return m_thumbnails[index.row()];
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
        if (!isAverage && index.column() != F1Column) {
            return {};
        }
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::AccessibleTextRole:
    case Qt::DisplayRole: return text(index, role);
    default: return {};
    }
}

QVariant ClassReportModel::text(const QModelIndex& index, int role) const
{
    switch (index.column()) {
    case ClassColumn: return name(index.row());
    case SupportColumn: return formatCount(scores(index.row()).support);
    case BarColumn:
        return role == Qt::AccessibleTextRole ? QVariant(formatPercent(scores(index.row()).f1, 1)) : QVariant();
    default: return formatNumber(sortValue(index).toDouble() * 100, 1);
    }
}

QVariant ClassReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool wantsHelp = role == Qt::ToolTipRole;
    if (role == Qt::TextAlignmentRole) {
        return QVariant((section == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && !wantsHelp) {
        return {};
    }
    switch (section) {
    case ClassColumn: return wantsHelp ? QVariant() : tr("Class");
    case PrecisionColumn:
        return wantsHelp ? tr("Of all images given this class, how many are of it, in percent") : tr("Precision");
    case RecallColumn:
        return wantsHelp ? tr("Of all images of this class, how many were given it, in percent") : tr("Recall");
    case F1Column: return wantsHelp ? tr("Harmonic mean of precision and recall, in percent") : tr("F1");
    case BarColumn: return wantsHelp ? tr("F1 as a bar") : tr("%1 to 100 %").arg(formatNumber(m_lowest * 100, 0));
    default: return wantsHelp ? tr("Images of this class") : tr("Support");
    }
}

QString ClassReportModel::toCsv() const
{
    QString csv = QStringLiteral("class,precision,recall,f1,support\r\n");
    for (int row = 0; row < rowCount(); ++row) {
        const ClassScores& each = scores(row);
        csv += csvField(name(row));
        for (const double number : {each.precision, each.recall, each.f1}) {
            csv += QLatin1Char(',') + QString::number(number, 'g', 17);
        }
        csv += QLatin1Char(',') + QString::number(each.support) + QLatin1String("\r\n");
    }
    return csv;
}

} // namespace saccade
