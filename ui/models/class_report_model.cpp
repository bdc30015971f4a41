#include "ui/models/class_report_model.h"

#include <QFont>
#include <algorithm>
#include <cmath>

#include "ui/models/csv_text.h"
#include "ui/models/figures_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kAverages = 3;

QString csvNumber(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 17) : QString();
}

QString headerHelp(int section)
{
    switch (section) {
    case ClassReportModel::PrecisionColumn:
        return ClassReportModel::tr("Of all images given this class, how many are of it, in percent");
    case ClassReportModel::RecallColumn:
        return ClassReportModel::tr("Of all images of this class, how many were given it, in percent");
    case ClassReportModel::F1Column: return ClassReportModel::tr("Harmonic mean of precision and recall, in percent");
    case ClassReportModel::IntervalColumn:
        return ClassReportModel::tr(
            "Other images of the same kind would, 95 times in 100, give an interval that holds the F1 of "
            "all such images.");
    case ClassReportModel::AveragePrecisionColumn:
        return ClassReportModel::tr(
            "Average precision: how well the probability of this class puts its images before all "
            "others, in percent");
    case ClassReportModel::BarColumn: return ClassReportModel::tr("F1 as a bar");
    case ClassReportModel::SupportColumn: return ClassReportModel::tr("Images of this class");
    default: return {};
    }
}

} // namespace

ClassReportModel::ClassReportModel(QObject* parent) : QAbstractTableModel(parent) {}

void ClassReportModel::setReport(const ClassReport& report, const QStringList& classNames,
                                 const QList<QImage>& thumbnails)
{
    beginResetModel();
    m_report = report;
    m_classNames = classNames;
    m_thumbnails = thumbnails;
    m_intervals.clear();
    m_macroF1.reset();
    m_weightedF1.reset();
    m_accuracy.reset();
    m_ranking.reset();
    m_lowest = 1;
    for (const ClassScores& each : m_report.classes) {
        m_lowest = std::min(m_lowest, each.f1);
    }
    m_lowest = std::min(0.9, std::floor(m_lowest * 10) / 10);
    endResetModel();
}

void ClassReportModel::setFigures(const EvaluationFigures& figures)
{
    m_intervals = figures.intervals;
    m_weightedF1 = figures.weightedF1 ? std::optional(figures.weightedF1->interval) : std::nullopt;
    m_macroF1 = figures.macroF1 ? std::optional(figures.macroF1->interval) : std::nullopt;
    m_accuracy = figures.accuracy;
    m_ranking = figures.ranking;
    if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
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
    return row == classes ? m_report.macro : row == classes + 1 ? m_report.weighted : m_report.micro;
}

QString ClassReportModel::name(int row) const
{
    const auto classes = static_cast<int>(m_report.classes.size());
    if (row < classes) {
        return m_classNames.value(row);
    }
    return row == classes ? tr("Mean of classes") : row == classes + 1 ? tr("Weighted mean") : tr("All images");
}

std::optional<Interval> ClassReportModel::interval(int row) const
{
    if (row < static_cast<int>(m_intervals.size())) {
        return m_intervals[static_cast<std::size_t>(row)].f1;
    }
    const int mean = row - static_cast<int>(m_report.classes.size());
    return mean == 0 ? m_macroF1 : mean == 1 ? m_weightedF1 : m_accuracy;
}

std::optional<double> ClassReportModel::averagePrecision(int row) const
{
    if (!m_ranking) {
        return std::nullopt;
    }
    const auto classes = static_cast<int>(m_ranking->classes.size());
    if (row < classes) {
        return m_ranking->classes[static_cast<std::size_t>(row)].averagePrecision;
    }
    const RankingScores& mean = row == classes       ? m_ranking->macro
                                : row == classes + 1 ? m_ranking->weighted
                                                     : m_ranking->micro;
    return mean.averagePrecision;
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
    case IntervalColumn: return interval(index.row()).value_or(Interval{}).low;
    case AveragePrecisionColumn: return averagePrecision(index.row()).value_or(-1);
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
    case Qt::ToolTipRole: return toolTip(index);
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
    case IntervalColumn: {
        const std::optional<Interval> known = interval(index.row());
        return known ? intervalText(*known, 1) : QString();
    }
    case AveragePrecisionColumn: {
        const std::optional<double> known = averagePrecision(index.row());
        return known ? formatNumber(*known * 100, 1) : QStringLiteral("–");
    }
    default: return formatNumber(sortValue(index).toDouble() * 100, 1);
    }
}

QString ClassReportModel::toolTip(const QModelIndex& index) const
{
    if (index.row() >= static_cast<int>(m_intervals.size())) {
        return {};
    }
    const ClassIntervals& known = m_intervals[static_cast<std::size_t>(index.row())];
    const ClassScores& row = scores(index.row());
    return tr("%1, with 95 % intervals\nPrecision %2\nRecall %3\nF1 %4")
        .arg(name(index.row()), withInterval(row.precision, known.precision, 1),
             withInterval(row.recall, known.recall, 1), withInterval(row.f1, known.f1, 1));
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
    if (wantsHelp) {
        return headerHelp(section);
    }
    switch (section) {
    case ClassColumn: return tr("Class");
    case PrecisionColumn: return tr("Precision");
    case RecallColumn: return tr("Recall");
    case F1Column: return tr("F1");
    case IntervalColumn: return tr("95 % of F1");
    case AveragePrecisionColumn: return tr("AP");
    case BarColumn: return tr("%1 to 100 %").arg(formatNumber(m_lowest * 100, 0));
    default: return tr("Support");
    }
}

QString ClassReportModel::csvLine(int row) const
{
    const ClassScores& each = scores(row);
    const std::optional<Interval> known = interval(row);
    QStringList cells{csvField(name(row)), csvNumber(each.precision), csvNumber(each.recall), csvNumber(each.f1)};
    cells += known ? QStringList{csvNumber(known->low), csvNumber(known->high)} : QStringList{QString(), QString()};
    cells += csvNumber(averagePrecision(row));
    cells += QString::number(each.support);
    return cells.join(QLatin1Char(','));
}

QString ClassReportModel::toCsv() const
{
    QString csv = QStringLiteral("class,precision,recall,f1,f1_low,f1_high,average_precision,support\r\n");
    for (int row = 0; row < rowCount(); ++row) {
        csv += csvLine(row) + QLatin1String("\r\n");
    }
    return csv;
}

} // namespace saccade
