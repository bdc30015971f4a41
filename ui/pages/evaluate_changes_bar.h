#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

#include "engine/runs/changed_score.h"

class QAction;
class QLabel;
class QPushButton;

namespace saccade {

class ChangesPopup;
class ClassPopup;
class GalleryModel;
class ImageChangesModel;
class ImageGrid;

/// Below the gallery: what can be done with the chosen images (relabel, exclude, move), undo, and how many changes the
/// run shown does not know. Its actions work from everywhere in `grid`, also by its context menu. UI thread.
class EvaluateChangesBar final : public QWidget
{
    Q_OBJECT

public:
    /// changes, gallery and grid outlive the bar.
    EvaluateChangesBar(ImageChangesModel& changes, const GalleryModel& gallery, ImageGrid& grid,
                       QWidget* parent = nullptr);

    /// For the menu of the page.
    [[nodiscard]] QList<QAction*> menuActions() const { return m_actions; }
    void setClassNames(const QStringList& names) { m_classNames = names; }
    /// Whether the shown images can be changed: they are open.
    void setAvailable(bool isAvailable);
    void setScore(const ChangedScore& score, Part part);
    /// See ChangesPopup::setObstacle().
    void setObstacle(const QString& why);

signals:
    void continueRequested();
    void imageRequested(int image);

private:
    void addKey(QAction* action, const QString& name, const QList<QKeySequence>& keys);
    void createActions();
    void createLayout();
    void connectParts();
    QPushButton* buttonOf(QAction* action, const QString& name, const QString& text, const QString& icon);
    [[nodiscard]] std::vector<std::int32_t> chosenImages() const;
    [[nodiscard]] QWidget* placeFor(QPushButton* button) const;
    void askForClass();
    void askForPlace();
    void showState();

    ImageChangesModel& m_changes;
    const GalleryModel& m_gallery;
    ImageGrid& m_grid;
    QStringList m_classNames;
    bool m_isAvailable = false;
    QList<QAction*> m_actions;
    QAction* m_relabel = nullptr;
    QAction* m_exclude = nullptr;
    QAction* m_move = nullptr;
    QPushButton* m_relabelButton = nullptr;
    QPushButton* m_moveButton = nullptr;
    QPushButton* m_undoButton = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_apply = nullptr;
    ClassPopup* m_classes = nullptr;
    ChangesPopup* m_popup = nullptr;
};

} // namespace saccade
