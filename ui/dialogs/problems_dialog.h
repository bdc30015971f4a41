#pragma once

#include <QDialog>

class QTableView;

namespace saccade {

class ProblemsModel;

/// The files that were left out, each with its reason; the chosen one's sentence below. UI thread.
class ProblemsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The model must outlive the dialog.
    explicit ProblemsDialog(ProblemsModel& problems, QWidget* parent = nullptr);

private:
    QTableView* createTable(ProblemsModel& problems);
};

} // namespace saccade
