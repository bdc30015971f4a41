#pragma once

class QTableView;

namespace saccade {

/// Rows with hairlines, texts below their headers, no grid and no numbers of rows. UI thread.
void setTableLook(QTableView& table);

/// A column of names takes the room that the others leave, but stays readable: then the table scrolls.
void stretchColumn(QTableView& table, int column);

} // namespace saccade
