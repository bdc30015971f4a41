#include "ui/pages/evaluate_changes_bar.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <algorithm>

#include "ui/models/gallery_model.h"
#include "ui/models/image_changes_model.h"
#include "ui/pages/changes_popup.h"
#include "ui/pages/class_popup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"

namespace saccade {

EvaluateChangesBar::EvaluateChangesBar(ImageChangesModel& changes, const GalleryModel& gallery, ImageGrid& grid,
                                       QWidget* parent)
    : QWidget(parent), m_changes(changes), m_gallery(gallery), m_grid(grid)
{
    setObjectName(QStringLiteral("changesBar"));
    m_classes = new ClassPopup(this);
    m_popup = new ChangesPopup(changes, this);
    createActions();
    createLayout();
    connectParts();
    showState();
}

/// Keys work where the images are: a letter typed elsewhere means something else.
void EvaluateChangesBar::addKey(QAction* action, const QString& name, const QList<QKeySequence>& keys)
{
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_grid.addAction(action);
    m_actions.append(action);
}

void EvaluateChangesBar::createActions()
{
    m_grid.setContextMenuPolicy(Qt::ActionsContextMenu);
    m_relabel = new QAction(tr("Relabel…"), this);
    m_exclude = new QAction(tr("Exclude"), this);
    m_move = new QAction(tr("Move…"), this);
    addKey(m_relabel, QStringLiteral("relabelAction"), {QKeySequence(Qt::Key_R)});
    addKey(m_exclude, QStringLiteral("excludeAction"), {QKeySequence(Qt::Key_X)});
    addKey(m_move, QStringLiteral("moveAction"), {QKeySequence(Qt::Key_M)});
    connect(m_relabel, &QAction::triggered, this, &EvaluateChangesBar::askForClass);
    connect(m_exclude, &QAction::triggered, this, [this] { m_changes.toggleExcluded(chosenImages()); });
    connect(m_move, &QAction::triggered, this, &EvaluateChangesBar::askForPlace);
    QUndoStack& undo = m_changes.undoStack();
    addKey(undo.createUndoAction(this, tr("Undo")), QStringLiteral("undoChangeAction"),
           {QKeySequence(Qt::CTRL | Qt::Key_Z)});
    addKey(undo.createRedoAction(this, tr("Redo")), QStringLiteral("redoChangeAction"),
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
}

QPushButton* EvaluateChangesBar::buttonOf(QAction* action, const QString& name, const QString& text,
                                          const QString& icon)
{
    QPushButton* button = makeButton(name, text, icon, {}, this);
    button->setToolTip(tr("%1 (%2)").arg(action->toolTip(), action->shortcut().toString(QKeySequence::NativeText)));
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] {
        button->setEnabled(action->isEnabled());
        button->setText(action->text());
    });
    return button;
}

void EvaluateChangesBar::createLayout()
{
    m_relabel->setToolTip(tr("Give the chosen images another class"));
    m_exclude->setToolTip(tr("Leave the chosen images out of training and figures, or take them back"));
    m_move->setToolTip(tr("Put the chosen images into training or validation"));
    m_relabelButton = buttonOf(m_relabel, QStringLiteral("relabelButton"), tr("Relabel…"), QStringLiteral("relabel"));
    QPushButton* exclude = buttonOf(m_exclude, QStringLiteral("excludeButton"), tr("Exclude"), QStringLiteral("hide"));
    m_moveButton = buttonOf(m_move, QStringLiteral("moveButton"), tr("Move…"), QStringLiteral("split"));
    m_undoButton = makeButton(QStringLiteral("undoChangeButton"), tr("Undo"), QStringLiteral("undo"),
                              QStringLiteral("flat"), this);
    m_note = makeLabel(tr("Not trained with yet"), QStringLiteral("2"), this);
    m_note->setObjectName(QStringLiteral("changesNote"));
    m_apply = makeButton(QStringLiteral("applyChangesButton"), {}, {}, {}, this);
    m_apply->setToolTip(tr("All changes that this run was not trained with"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 6, measure::kPageMargin, 8);
    layout->setSpacing(measure::kControlGap);
    for (QWidget* widget : {m_relabelButton, exclude, m_moveButton, m_undoButton}) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    layout->addWidget(m_note);
    layout->addWidget(m_apply);
}

void EvaluateChangesBar::connectParts()
{
    QUndoStack& undo = m_changes.undoStack();
    connect(m_undoButton, &QPushButton::clicked, &undo, &QUndoStack::undo);
    connect(&undo, &QUndoStack::indexChanged, this, &EvaluateChangesBar::showState);
    connect(&m_changes, &ImageChangesModel::marksChanged, this, &EvaluateChangesBar::showState);
    connect(&m_grid, &ImageGrid::selectionChanged, this, &EvaluateChangesBar::showState);
    connect(m_apply, &QPushButton::clicked, this, [this] { m_popup->openAbove(m_apply); });
    connect(m_classes, &ClassPopup::chosen, this,
            [this](int label) { m_changes.relabel(chosenImages(), static_cast<std::int32_t>(label)); });
    connect(m_popup, &ChangesPopup::continueRequested, this, &EvaluateChangesBar::continueRequested);
    connect(m_popup, &ChangesPopup::imageRequested, this, &EvaluateChangesBar::imageRequested);
}

std::vector<std::int32_t> EvaluateChangesBar::chosenImages() const
{
    std::vector<std::int32_t> images;
    for (const int row : m_grid.selectedRows()) {
        images.push_back(m_gallery.image(row));
    }
    return images;
}

/// Where a question about the chosen images appears: at its button, or, while another widget shows the image, there.
QWidget* EvaluateChangesBar::placeFor(QPushButton* button) const
{
    QWidget* focused = QApplication::focusWidget();
    return button->isVisible() || focused == nullptr ? button : focused;
}

void EvaluateChangesBar::askForClass()
{
    m_classes->open(tr("%n image(s) become…", nullptr, static_cast<int>(m_grid.selectedRows().size())), m_classNames,
                    placeFor(m_relabelButton));
}

void EvaluateChangesBar::askForPlace()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("moveMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString& text, ImagePlacement placement) {
        menu->addAction(text, this, [this, placement] { m_changes.place(chosenImages(), placement); });
    };
    add(tr("To &training"), ImagePlacement::Training);
    add(tr("To &validation"), ImagePlacement::Validation);
    add(tr("Back to where they &were"), ImagePlacement::AsDrawn);
    menu->popup(placeFor(m_moveButton)->mapToGlobal(QPoint(0, m_moveButton->height())));
}

void EvaluateChangesBar::setAvailable(bool isAvailable)
{
    m_isAvailable = isAvailable;
    setVisible(isAvailable);
    showState();
}

void EvaluateChangesBar::setScore(const ChangedScore& score, Part part)
{
    m_popup->setScore(score, part);
}

void EvaluateChangesBar::setObstacle(const QString& why)
{
    m_popup->setObstacle(why);
}

void EvaluateChangesBar::showState()
{
    const std::vector<std::int32_t> images = m_isAvailable ? chosenImages() : std::vector<std::int32_t>();
    const bool areExcluded = !images.empty() && std::all_of(images.begin(), images.end(), [this](std::int32_t image) {
        const ImageChange* change = m_changes.changeOf(image);
        return change != nullptr && change->placement == ImagePlacement::Excluded;
    });
    m_relabel->setEnabled(!images.empty());
    m_exclude->setEnabled(!images.empty());
    m_exclude->setText(areExcluded ? tr("Take back") : tr("Exclude"));
    m_move->setEnabled(
        std::any_of(images.begin(), images.end(), [this](std::int32_t image) { return m_changes.canMove(image); }));
    m_moveButton->setToolTip(images.empty() || m_move->isEnabled()
                                 ? tr("Put the chosen images into training or validation (M)")
                                 : tr("Test images stay test images: what has judged a network must not train one. "
                                      "They can be relabelled or excluded."));
    m_undoButton->setVisible(m_changes.undoStack().canUndo());
    const int pending = m_changes.rowCount();
    m_note->setVisible(pending > 0);
    m_apply->setVisible(pending > 0);
    m_apply->setText(tr("Apply %n change(s)…", nullptr, pending));
}

} // namespace saccade
