#pragma once

class QTableView;

namespace saccade {

/// Rows with hairlines, texts below their headers, no grid and no numbers of rows. UI thread.
void setTableLook(QTableView& table);

} // namespace saccade
