#include "ui/models/problems_model.h"

#include <QStringList>
#include <algorithm>
#include <map>

#include "ui/text/error_text.h"
#include "ui/text/format.h"

namespace saccade {

ProblemsModel::ProblemsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ProblemsModel::setProblems(std::vector<Error> problems)
{
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

QString ProblemsModel::summary() const
{
    std::map<ErrorCode, std::int64_t> counts;
    for (const Error& problem : m_problems) {
        ++counts[problem.code];
    }
    std::vector<std::pair<ErrorCode, std::int64_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList parts;
    for (const auto& [code, count] : sorted) {
        parts.append(QStringLiteral("%1 %2").arg(formatCount(count), errorReason(code)));
    }
    return parts.join(QStringLiteral(", "));
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Error& problem = m_problems[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) {
        return index.column() == 0 ? displayName(problem.path.native()) : errorReason(problem.code);
    }
    if (role == Qt::ToolTipRole) {
        return errorText(problem);
    }
    return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("File") : tr("Reason");
}

} // namespace saccade
