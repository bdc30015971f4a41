#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <optional>

#include "engine/metrics/confusion_matrix.h"
#include "ui/plots/matrix_layout.h"

namespace saccade {

/// The confusion matrix as a picture: truth down, prediction across, the diagonal and the rest on scales of their own.
/// Arrows walk the cells, Enter opens one, D hides the diagonal, N shows shares of the row. UI thread.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget* parent = nullptr);

    /// thumbnails: one for each class, or none.
    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames, const QList<QImage>& thumbnails);
    /// order[i] is the class drawn in row and column i.
    void setOrder(const QList<int>& order);
    void setDiagonalHidden(bool hidden);
    void setNormalised(bool normalised);
    /// Truth and prediction of the selected cell, or nothing.
    void setSelection(std::optional<MatrixCell> classes);

    [[nodiscard]] bool isDiagonalHidden() const { return m_diagonalHidden; }
    [[nodiscard]] bool isNormalised() const { return m_normalised; }
    [[nodiscard]] std::optional<MatrixCell> selection() const { return m_selection; }
    /// Where a cell of truth and prediction is drawn, in this widget.
    [[nodiscard]] QRect cellRect(int truth, int predicted) const;
    [[nodiscard]] QSize sizeHint() const override { return {608, 640}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 360}; }

    /// Draws as on screen onto any device of this size (PNG, SVG).
    void draw(QPainter& painter, const QSize& size) const;

signals:
    void cellActivated(int truth, int predicted); ///< clicked, or Enter
    void selectionCleared();                      ///< Escape
    void diagonalHiddenChanged(bool hidden);
    void normalisedChanged(bool normalised);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] MatrixLayout layOut(const QSize& size) const;
    [[nodiscard]] MatrixCell classesAt(const MatrixCell& place) const;
    [[nodiscard]] MatrixCell placeOf(const MatrixCell& classes) const;
    [[nodiscard]] QString textOf(const MatrixCell& classes) const;
    void moveCurrent(int rows, int columns);
    void setCurrent(const MatrixCell& place);

    ConfusionMatrix m_matrix;
    QStringList m_classNames;
    QList<QImage> m_thumbnails;
    QList<int> m_order;
    std::optional<MatrixCell> m_selection; // truth, prediction
    MatrixCell m_current;                  // place
    bool m_diagonalHidden = false;
    bool m_normalised = false;
};

} // namespace saccade
