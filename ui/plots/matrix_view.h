#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <optional>

#include "ui/models/matrix_words.h"
#include "ui/plots/matrix_layout.h"
#include "ui/plots/matrix_zoom.h"

namespace saccade {

struct MatrixPicture;

/// The confusion matrix as a picture: truth down, prediction across, the diagonal and the rest on scales of their own.
/// Where single classes would be too small it shows groups of neighbours with their sums; one opens like a door. Arrows
/// walk the cells, Enter opens one, Escape goes out again, D hides the diagonal, N walks the kinds of numbers. UI
/// thread.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget* parent = nullptr);

    /// thumbnails: one for each class, or none. Other classes put order, zoom and selection back.
    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames, const QList<QImage>& thumbnails);
    /// order[i] is the class drawn in row and column i. Another order shows all classes again.
    void setOrder(const QList<int>& order);
    void setDiagonalHidden(bool hidden);
    void setValues(MatrixValues values);
    /// Truth and prediction of the selected cell, or nothing.
    void setSelection(std::optional<MatrixCell> classes);
    /// Selects a cell as a click on it does; a group that hides it is opened.
    void activate(const MatrixCell& classes);
    /// One level out; false when all classes are shown already.
    bool zoomOut();

    [[nodiscard]] bool isDiagonalHidden() const { return m_diagonalHidden; }
    [[nodiscard]] MatrixValues values() const { return m_values; }
    [[nodiscard]] std::optional<MatrixCell> selection() const { return m_selection; }
    [[nodiscard]] const MatrixZoom& zoom() const { return m_zoom; }
    /// "truth ant – bee, predicted cat – dog": the part that is shown; empty when it is all.
    [[nodiscard]] QString zoomText() const;
    /// The cells that are shown, and where the keyboard is among them.
    [[nodiscard]] const MatrixWindow& window() const;
    [[nodiscard]] MatrixCell current() const;
    void setCurrent(const MatrixCell& place);
    [[nodiscard]] QString textOf(const MatrixCell& place) const;
    /// Where the cell at a place is drawn in this widget.
    [[nodiscard]] QRect placeRect(const MatrixCell& place) const;
    /// The name of a row or a column.
    [[nodiscard]] QString nameOf(const PlaceRange& range) const;
    /// Where a cell of truth and prediction, or the group that holds it, is drawn in this widget; empty outside.
    [[nodiscard]] QRect cellRect(int truth, int predicted) const;
    [[nodiscard]] QSize sizeHint() const override { return {608, 640}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 320}; }

    /// Draws as on screen onto any device, at the widget's size.
    void draw(QPainter& painter) const;

signals:
    void cellActivated(int truth, int predicted); ///< clicked, or Enter; single classes only
    void selectionCleared();                      ///< Escape
    void zoomChanged();
    void diagonalHiddenChanged(bool hidden);
    void valuesChanged(saccade::MatrixValues values);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void measureNames();
    [[nodiscard]] MatrixShape shape(bool isGrouped) const;
    [[nodiscard]] MatrixLayout layOut() const;
    [[nodiscard]] MatrixPicture picture() const;
    /// The place of two classes among the shown cells, if they are there.
    [[nodiscard]] std::optional<MatrixCell> placeOf(const MatrixCell& classes) const;
    [[nodiscard]] bool isGroup(const MatrixCell& place) const;
    void open(const MatrixCell& place);
    void select(const MatrixCell& place);
    void zoomTo(const MatrixZoom& zoom, const MatrixCell& current);
    bool zoomAt(QPoint point, bool isIn);
    bool handleWalkingKey(const QKeyEvent& event);
    void moveCurrent(int rows, int columns);
    void leave();

    ConfusionMatrix m_matrix;
    QStringList m_classNames;
    int m_longestName = 0; // px
    QList<QImage> m_thumbnails;
    QList<int> m_order;
    MatrixZoom m_zoom;
    std::optional<MatrixCell> m_selection; // truth, prediction
    MatrixCell m_current;                  // place among the shown cells
    bool m_diagonalHidden = false;
    MatrixValues m_values = MatrixValues::Count;
    int m_wheel = 0;                              // what was turned and did nothing yet
    mutable std::optional<MatrixWindow> m_window; // made when asked for; depends on the size too
    mutable int m_windowSide = 0;
};

} // namespace saccade
