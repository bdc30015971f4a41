#pragma once

class QTableView;

namespace saccade {

/// Rows with hairlines, texts below their headers, no grid and no numbers of rows. UI thread.
void setTableLook(QTableView& table);

/// The column takes the room that the others leave, but never less than `least` pixels: then the table scrolls.
void stretchColumn(QTableView& table, int column, int least);

} // namespace saccade
