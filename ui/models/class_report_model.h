#pragma once

#include <QAbstractTableModel>
#include <QImage>
#include <QStringList>

#include "engine/session/evaluation_figures.h"

namespace saccade {

/// Precision, recall, F1, average precision and support of each class, and the three means below them. UI thread.
class ClassReportModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        ClassColumn,
        PrecisionColumn,
        RecallColumn,
        F1Column,
        IntervalColumn,         ///< "82.1–88.4": the 95 % interval of F1; empty while it is not known
        AveragePrecisionColumn, ///< empty while it is not known
        BarColumn,              ///< F1 as a bar; BarRole gives its share of the scale
        SupportColumn,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole, ///< the number itself, or the name
        BarRole,                 ///< 0..1, F1 on the scale from lowestOnScale() to 1; none for averages
        IsAverageRole            ///< true for the three rows of averages
    };

    explicit ClassReportModel(QObject* parent = nullptr);

    void setReport(const ClassReport& report, const QStringList& classNames, const QList<QImage>& thumbnails);
    /// What takes longer than the report; setReport() forgets it.
    void setFigures(const EvaluationFigures& figures);
    /// The bars' left end: the lowest F1 rounded down to tens of percent.
    [[nodiscard]] double lowestOnScale() const { return m_lowest; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] QString toCsv() const;

private:
    [[nodiscard]] const ClassScores& scores(int row) const;
    [[nodiscard]] QString name(int row) const;
    [[nodiscard]] QVariant sortValue(const QModelIndex& index) const;
    [[nodiscard]] QVariant text(const QModelIndex& index, int role) const;
    [[nodiscard]] QString toolTip(const QModelIndex& index) const;
    [[nodiscard]] std::optional<Interval> interval(int row) const;
    [[nodiscard]] std::optional<double> averagePrecision(int row) const;
    [[nodiscard]] QString csvLine(int row) const;

    ClassReport m_report;
    std::vector<ClassIntervals> m_intervals;
    std::optional<Interval> m_macroF1;
    std::optional<Interval> m_weightedF1;
    std::optional<Interval> m_accuracy; // that of F1 over all images
    std::optional<RankingReport> m_ranking;
    QStringList m_classNames;
    QList<QImage> m_thumbnails;
    double m_lowest = 0;
};

} // namespace saccade
