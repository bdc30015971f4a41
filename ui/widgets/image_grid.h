#pragma once

#include <QAbstractItemModel>
#include <QAbstractScrollArea>
#include <QCache>
#include <QPixmap>
#include <QPointer>
#include <set>
#include <vector>

namespace saccade {

/// A grid of thumbnails over a list model (column 0): only the visible cells are asked for and painted, so that 60,000
/// images scroll as smoothly as 60. Images are shown whole. Arrows, Home, End, Page keys walk; Enter opens. UI thread.
class ImageGrid final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// Beside Qt::DecorationRole (a QImage), what the model may give for a cell.
    enum Role
    {
        CaptionRole = Qt::UserRole + 100, ///< first line, QString
        NoteRole,                         ///< second line or right half, QString
        BadgeRole,                        ///< name of an icon shown in the image's corner, QString
        EmphasisRole                      ///< int: 0 normal, 1 good, 2 bad, 3 warning: the caption's colour
    };
    enum class NotePlace
    {
        Below, ///< two lines
        Beside ///< caption left, note right
    };

    explicit ImageGrid(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model);
    [[nodiscard]] QAbstractItemModel* model() const { return m_model; }
    /// Longer side of the pictures, 32..192 px.
    void setPictureSide(int side);
    [[nodiscard]] int pictureSide() const { return m_side; }
    void setNotePlace(NotePlace place);
    /// The sentence in the middle while the model is empty.
    void setEmptyText(const QString& text);

    /// Several may be chosen: Ctrl with a click or Space, Shift with a click or arrows, Ctrl+A.
    void setMultiSelect(bool isMulti) { m_isMulti = isMulti; }
    [[nodiscard]] int currentRow() const { return m_current; } ///< -1 when none
    /// Chooses this one alone.
    void setCurrentRow(int row);
    /// Ascending; empty when none is chosen.
    [[nodiscard]] std::vector<int> selectedRows() const { return {m_selected.begin(), m_selected.end()}; }
    /// Where a row is drawn, in the viewport; may lie outside.
    [[nodiscard]] QRect cellRect(int row) const;

signals:
    void currentChanged(int row);
    void selectionChanged();
    void activated(int row); ///< double click or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] int count() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] QSize cellSize() const;
    [[nodiscard]] int rowAt(QPoint point) const;
    [[nodiscard]] QPixmap picture(int row) const;
    void paintCell(QPainter& painter, int row) const;
    void paintCaption(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    void layOut();
    void modelChanged();
    void walkTo(int row, Qt::KeyboardModifiers modifiers);
    void select(std::set<int> rows, int current);
    [[nodiscard]] std::set<int> rowsTo(int row) const;
    void announceCurrent();
    void showRow(int row);

    QPointer<QAbstractItemModel> m_model;
    mutable QCache<int, QPixmap> m_pictures; // by row; cost in kB
    QString m_emptyText;
    int m_side = 64;
    int m_current = -1;
    int m_anchor = -1; // where a range begins
    bool m_isMulti = false;
    std::set<int> m_selected;
    NotePlace m_notePlace = NotePlace::Below;
};

} // namespace saccade
