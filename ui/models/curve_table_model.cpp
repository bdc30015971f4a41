#include "ui/models/curve_table_model.h"

#include <QLocale>

#include "ui/text/format.h"

namespace saccade {

namespace {

QString optionalText(const std::optional<double>& value, bool isShare)
{
    if (!value) {
        return QStringLiteral("–");
    }
    return isShare ? formatPercent(*value, 2) : formatNumber(*value, 4);
}

QString cellText(const CurveReading& reading, int column)
{
    switch (column) {
    case CurveTableModel::Epoch: return formatNumber(reading.epoch, 2);
    case CurveTableModel::Step: return formatCount(reading.step);
    case CurveTableModel::Time: return formatDuration(reading.seconds);
    case CurveTableModel::TrainLoss: return formatNumber(reading.trainLoss, 4);
    case CurveTableModel::ValidationLoss: return optionalText(reading.validationLoss, false);
    case CurveTableModel::TrainAccuracy: return formatPercent(reading.trainAccuracy, 2);
    case CurveTableModel::ValidationAccuracy: return optionalText(reading.validationAccuracy, true);
    case CurveTableModel::LearningRate: return QLocale().toString(reading.learningRate, 'g', 4);
    default: return {};
    }
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 9);
}

QByteArray optionalNumber(const std::optional<double>& value)
{
    return value ? number(*value) : QByteArray();
}

QByteArray csvLine(const BatchPoint& point)
{
    return "step," + QByteArray::number(static_cast<qlonglong>(point.step)) + ',' + number(point.epoch) + ',' +
           number(point.seconds) + ',' + number(point.loss) + ',' + number(point.accuracy) + ",,," +
           number(point.learningRate) + '\n';
}

QByteArray csvLine(const EpochPoint& point)
{
    return "validation," + QByteArray::number(static_cast<qlonglong>(point.step)) + ',' + number(point.epoch) + ',' +
           number(point.seconds) + ',' + number(point.trainLoss) + ',' + number(point.trainAccuracy) + ',' +
           optionalNumber(point.validationLoss) + ',' + optionalNumber(point.validationAccuracy) + ',' +
           number(point.learningRate) + '\n';
}

} // namespace

CurveTableModel::CurveTableModel(const CurveData& data, QObject* parent) : QAbstractTableModel(parent), m_data(data)
{
    refresh();
}

void CurveTableModel::refresh()
{
    const int rows = static_cast<int>(m_data.stopCount());
    const bool showsSteps = m_data.epochs().empty();
    if (rows < m_rows || showsSteps != m_showsSteps) {
        beginResetModel();
        m_rows = rows;
        m_showsSteps = showsSteps;
        endResetModel();
    } else if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
}

int CurveTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int CurveTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CurveTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= static_cast<int>(m_data.stopCount())) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return cellText(m_data.reading(static_cast<std::size_t>(index.row())), index.column());
}

QVariant CurveTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((Qt::AlignRight | Qt::AlignVCenter).toInt() | Qt::TextWordWrap); // eight titles side by side
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QStringList titles{tr("Epoch"),
                             tr("Step"),
                             tr("Time"),
                             tr("Training loss"),
                             tr("Validation loss"),
                             tr("Training accuracy"),
                             tr("Validation accuracy"),
                             tr("Learning rate")};
    return titles.at(section);
}

QByteArray curveCsv(const CurveData& data)
{
    QByteArray csv = "kind,step,epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                     "learning_rate\n";
    auto epoch = data.epochs().begin();
    for (const BatchPoint& point : data.batches()) {
        for (; epoch != data.epochs().end() && epoch->step < point.step; ++epoch) {
            csv += csvLine(*epoch);
        }
        csv += csvLine(point);
    }
    for (; epoch != data.epochs().end(); ++epoch) {
        csv += csvLine(*epoch);
    }
    return csv;
}

} // namespace saccade
