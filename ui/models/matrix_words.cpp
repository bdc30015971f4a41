#include "ui/models/matrix_words.h"

#include <QCoreApplication>

#include "ui/text/format.h"

namespace saccade {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Matrix)
};

QString cellText(const QString& truth, const QString& predicted, std::int64_t count, std::int64_t support)
{
    const double share = support == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(support);
    return Words::tr("truth %1, predicted %2, %3 of %4, %5 of %1")
        .arg(truth, predicted, formatCount(count), formatCount(support), formatPercent(share, 1));
}

} // namespace

double matrixValue(const MatrixWindow& window, int row, int column, std::int64_t images, MatrixValues values)
{
    switch (values) {
    case MatrixValues::Count: break;
    case MatrixValues::TruthShare: return shareOf(window, row, column, images, MatrixShare::OfTruth);
    case MatrixValues::PredictedShare: return shareOf(window, row, column, images, MatrixShare::OfPredicted);
    case MatrixValues::TotalShare: return shareOf(window, row, column, images, MatrixShare::OfAll);
    }
    return static_cast<double>(images);
}

QString rangeName(const PlaceRange& range, const QList<int>& order, const QStringList& classNames)
{
    const QString first = classNames.value(order.value(range.begin));
    return range.count() == 1 ? first : Words::tr("%1 – %2").arg(first, classNames.value(order.value(range.end - 1)));
}

QString shortRangeName(const PlaceRange& range, const QList<int>& order, const QStringList& classNames)
{
    const QString first = classNames.value(order.value(range.begin));
    return range.count() == 1 ? first : Words::tr("%1 …").arg(first);
}

QString matrixCellText(const ConfusionMatrix& matrix, const QStringList& classNames, int truth, int predicted)
{
    return cellText(classNames.value(truth), classNames.value(predicted), matrix.count(truth, predicted),
                    matrix.truthTotal(truth));
}

QString matrixCellText(const MatrixWindow& window, int row, int column, const QList<int>& order,
                       const QStringList& classNames)
{
    const PlaceRange& truth = window.rows[static_cast<std::size_t>(row)];
    const PlaceRange& predicted = window.columns[static_cast<std::size_t>(column)];
    const std::size_t cell = window.cell(row, column);
    const std::int64_t support = window.truthTotals[static_cast<std::size_t>(row)];
    const QString text = cellText(rangeName(truth, order, classNames), rangeName(predicted, order, classNames),
                                  window.counts[cell], support);
    if (truth.count() == 1 && predicted.count() == 1) {
        return text;
    }
    return window.isDiagonal(row, column)
               ? Words::tr("%1; %2 of them right, Enter looks inside").arg(text, formatCount(window.right[cell]))
               : Words::tr("%1; Enter looks inside").arg(text);
}

} // namespace saccade
