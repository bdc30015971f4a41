#pragma once

#include <QWidget>

class QListView;
class QPushButton;

namespace saccade {

class MessageNote;
class PaneTitle;
class PredictionHistoryModel;

/// The left pane of Predict: what was classified, newest first. UI thread.
class PredictHistoryPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictHistoryPane(PredictionHistoryModel& model, QWidget* parent = nullptr);

    [[nodiscard]] int currentRow() const; ///< -1 when none
    void selectRow(int row);
    /// Says for good that what is classified here is not there the next time.
    void showNotKept();

signals:
    void currentChanged(int row); ///< -1 when none
    void saveRequested();
    void clearRequested();
    void undoRequested();

private:
    QWidget* createTitle();
    void createList();
    void showCount();

    PredictionHistoryModel& m_model;
    PaneTitle* m_title = nullptr;
    MessageNote* m_notKept = nullptr;
    QListView* m_list = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_clear = nullptr;
    QPushButton* m_undo = nullptr;
};

} // namespace saccade
