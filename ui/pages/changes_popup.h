#pragma once

#include <QFrame>

#include "engine/runs/changed_score.h"

class QLabel;
class QListView;
class QPushButton;

namespace saccade {

class ImageChangesModel;

/// Everything that a person changed since the run shown was trained: what it makes of the score, a way back for each
/// change, and the training with them. Opens above its button; goes with Escape or a click elsewhere. UI thread.
class ChangesPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit ChangesPopup(ImageChangesModel& changes, QWidget* parent = nullptr);

    void setScore(const ChangedScore& score, Part part);
    /// why: what keeps a training from its start, or empty.
    void setObstacle(const QString& why);
    void openAbove(QWidget* button);

signals:
    void continueRequested();
    /// An image of the list was opened; its place in the data set.
    void imageRequested(int image);

private:
    void createList();
    void createButtons();
    void showCount();
    void revertChosen();
    void placeAbove(QWidget* button);

    ImageChangesModel& m_changes;
    QLabel* m_title = nullptr;
    QLabel* m_score = nullptr;
    QListView* m_list = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_revertAll = nullptr;
    QPushButton* m_continue = nullptr;
};

} // namespace saccade
