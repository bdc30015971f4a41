#include "ui/models/export_table_model.h"

#include "ui/models/export_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

QVariant checkText(const ExportReport& report, int column)
{
    if (!report.check) {
        return QStringLiteral("–");
    }
    const ExportCheck& check = *report.check;
    switch (column) {
    case ExportTableModel::ImageColumn:
        return check.exportedMs > 0 ? millisecondsText(check.exportedMs) : QStringLiteral("–");
    case ExportTableModel::PreprocessColumn: return millisecondsText(check.preprocessMs);
    case ExportTableModel::ProgramColumn: return millisecondsText(check.programMs);
    case ExportTableModel::DifferenceColumn: return differenceText(check.difference.largest);
    case ExportTableModel::ChangedColumn: return formatCount(check.difference.labelsChanged);
    case ExportTableModel::BeforeColumn: return formatPercent(check.difference.accuracyBefore, 2);
    case ExportTableModel::AfterColumn: return formatPercent(check.difference.accuracyAfter, 2);
    default: return {};
    }
}

bool isNumber(int column)
{
    return column != ExportTableModel::FormatColumn && column != ExportTableModel::RuntimeColumn;
}

} // namespace

void ExportTableModel::setOutcomes(const std::vector<ExportOutcome>& outcomes)
{
    beginResetModel();
    m_reports.clear();
    for (const ExportOutcome& outcome : outcomes) {
        if (outcome.report) {
            m_reports.push_back(*outcome.report);
        }
    }
    endResetModel();
}

const ExportReport& ExportTableModel::report(int row) const
{
    return m_reports[static_cast<std::size_t>(row)];
}

int ExportTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_reports.size());
}

int ExportTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const ExportReport& shown = report(index.row());
    switch (index.column()) {
    case FormatColumn: return exportFormatTitle(shown.format);
    case SizeColumn: return formatBytes(static_cast<std::int64_t>(shown.bytes));
    case RuntimeColumn: return QString::fromStdString(shown.runtime);
    default: return checkText(shown, index.column());
    }
}

QVariant ExportTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const QStringList titles{tr("Format"),         tr("Size"),       tr("One image"),      tr("Decoding"),
                             tr("In Saccade"),     tr("Difference"), tr("Labels changed"), tr("Accuracy before"),
                             tr("Accuracy after"), tr("Run by")};
    return role == Qt::DisplayRole ? QVariant(titles.at(section)) : QVariant();
}

} // namespace saccade
