#include "ui/pages/changes_popup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/image_changes_model.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kWidth = 520;
constexpr int kHeight = 420;
constexpr int kRest = 164; // of it, without the list
constexpr int kThumbnail = 40;

} // namespace

ChangesPopup::ChangesPopup(ImageChangesModel& changes, QWidget* parent) : QFrame(parent, Qt::Popup), m_changes(changes)
{
    setObjectName(QStringLiteral("changesPopup"));
    setAccessibleName(tr("Changes of the data set"));
    setFrameShape(QFrame::StyledPanel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    layout->setSpacing(measure::kControlGap);
    m_title = makeHeading({}, this);
    m_title->setObjectName(QStringLiteral("changesTitle"));
    QLabel* where =
        makeCaption(tr("They are kept in a small file beside the data set. The images and their folders stay "
                       "as they are."),
                    this);
    where->setWordWrap(true);
    m_score = makeLabel({}, {}, this);
    m_score->setObjectName(QStringLiteral("changesScore"));
    m_score->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(where);
    layout->addWidget(m_score);
    createList();
    createButtons();
    connect(&m_changes, &QAbstractItemModel::modelReset, this, &ChangesPopup::showCount);
}

void ChangesPopup::createList()
{
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("changesList"));
    m_list->setAccessibleName(tr("Changes"));
    m_list->setModel(&m_changes);
    m_list->setIconSize({kThumbnail, kThumbnail});
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(2);
    m_list->setFrameShape(QFrame::NoFrame);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_list, 1);
    auto* remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &ChangesPopup::revertChosen);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) {
        hide();
        emit imageRequested(index.data(ImageChangesModel::ImageRole).toInt());
    });
}

void ChangesPopup::createButtons()
{
    m_revert = makeButton(QStringLiteral("revertChangesButton"), tr("Revert"), QStringLiteral("undo"), {}, this);
    m_revert->setToolTip(tr("Take the chosen changes back (Delete)"));
    m_revertAll = makeButton(QStringLiteral("revertAllButton"), tr("Revert all"), {}, QStringLiteral("flat"), this);
    m_continue = makeButton(QStringLiteral("continueTrainingButton"), tr("Continue training from best"),
                            QStringLiteral("play"), QStringLiteral("primary"), this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_revert);
    row->addWidget(m_revertAll);
    row->addStretch(1);
    row->addWidget(m_continue);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_revert, &QPushButton::clicked, this, &ChangesPopup::revertChosen);
    connect(m_revertAll, &QPushButton::clicked, &m_changes, &ImageChangesModel::revertAll);
    connect(m_continue, &QPushButton::clicked, this, [this] {
        hide();
        emit continueRequested();
    });
}

void ChangesPopup::revertChosen()
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes()) {
        rows.push_back(index.row());
    }
    m_changes.revert(rows);
}

void ChangesPopup::showCount()
{
    const int count = m_changes.rowCount();
    m_title->setText(tr("%n change(s) that this run was not trained with", nullptr, count));
    m_revert->setEnabled(count > 0);
    m_revertAll->setEnabled(count > 0);
    if (count == 0) {
        hide();
    }
}

void ChangesPopup::setScore(const ChangedScore& score, Part part)
{
    const auto share = [](std::int64_t right, std::int64_t images) {
        return images > 0 ? formatPercent(static_cast<double>(right) / static_cast<double>(images), 2)
                          : QStringLiteral("–");
    };
    const bool isSame = score.images == score.imagesNow && score.right == score.rightNow;
    const QString what = part == Part::Test ? tr("Test images right") : tr("Validation images right");
    m_score->setText(
        isSame ? tr("%1: %2, with these changes as without.").arg(what, share(score.right, score.images))
               //: what is counted, its share as recorded, right of all, its share with the changes, right of all
               : tr("%1: %2 as recorded (%3 of %4), %5 with these changes (%6 of %7).")
                     .arg(what, share(score.right, score.images), formatCount(score.right), formatCount(score.images),
                          share(score.rightNow, score.imagesNow), formatCount(score.rightNow),
                          formatCount(score.imagesNow)));
}

void ChangesPopup::setObstacle(const QString& why)
{
    m_continue->setEnabled(why.isEmpty());
    m_continue->setToolTip(why.isEmpty() ? tr("A new run that begins with this run's best weights") : why);
}

void ChangesPopup::openAbove(QWidget* button)
{
    showCount();
    if (m_changes.rowCount() == 0) {
        return;
    }
    placeAbove(button);
    show();
    m_list->setCurrentIndex(m_changes.index(0));
    m_list->setFocus(Qt::PopupFocusReason);
}

void ChangesPopup::placeAbove(QWidget* button)
{
    const QRect screen = button->screen()->availableGeometry();
    const QPoint corner = button->mapToGlobal(QPoint(button->width(), -4));
    const int rows = std::max(kThumbnail, m_list->sizeHintForRow(0)) + 2 * m_list->spacing();
    const int wanted = textSized(kRest) + rows * std::max(2, m_changes.rowCount());
    resize(paneWidth(kWidth), std::min({textSized(kHeight), wanted, corner.y() - screen.top()}));
    move(std::max(screen.left(), corner.x() - width()), corner.y() - height());
}

} // namespace saccade
