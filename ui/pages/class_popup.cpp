#include "ui/pages/class_popup.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kWidth = 220;
constexpr int kMostRows = 12;

} // namespace

ClassPopup::ClassPopup(QWidget* parent) : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("classPopup"));
    setFrameShape(QFrame::StyledPanel);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("classPopupSearch"));
    m_search->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("classPopupList"));
    m_list->setAccessibleName(tr("Classes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps the keys
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ClassPopup::narrow);
    connect(m_search, &QLineEdit::returnPressed, this, &ClassPopup::take);
    connect(m_list, &QListWidget::itemClicked, this, &ClassPopup::take);
}

void ClassPopup::open(const QString& title, const QStringList& classNames, QWidget* beside)
{
    setAccessibleName(title);
    m_search->setAccessibleName(title);
    m_search->setPlaceholderText(title);
    m_search->clear();
    m_list->clear();
    for (int label = 0; label < classNames.size(); ++label) {
        auto* item = new QListWidgetItem(classNames[label], m_list);
        item->setData(Qt::UserRole, label);
    }
    narrow({});
    const int rows = std::min<int>(kMostRows, static_cast<int>(classNames.size()));
    const int height = std::max(1, m_list->sizeHintForRow(0)) * rows + m_search->sizeHint().height() + 32;
    resize(std::max(paneWidth(kWidth), m_list->sizeHintForColumn(0) + 48), height);
    const QRect screen = beside->screen()->availableGeometry();
    const bool isLarge = beside->height() > height; // a picture rather than a button: the question lies on it
    QPoint place = beside->mapToGlobal(isLarge ? QPoint(16, 16) : QPoint(0, beside->height() + 4));
    if (place.y() + height > screen.bottom()) {
        place = beside->mapToGlobal(QPoint(0, -height - 4));
    }
    move(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - width())),
         std::max(screen.top(), place.y()));
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void ClassPopup::narrow(const QString& text)
{
    const QString wanted = text.trimmed();
    int first = -1;
    int firstInside = -1; // a name that begins so is meant before one that only has it
    for (int row = 0; row < m_list->count(); ++row) {
        const QString name = m_list->item(row)->text();
        const bool matches = name.contains(wanted, Qt::CaseInsensitive);
        m_list->item(row)->setHidden(!matches);
        first = first < 0 && name.startsWith(wanted, Qt::CaseInsensitive) ? row : first;
        firstInside = firstInside < 0 && matches ? row : firstInside;
    }
    m_list->setCurrentRow(first >= 0 ? first : firstInside);
}

void ClassPopup::take()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item != nullptr && !item->isHidden()) {
        hide();
        emit chosen(item->data(Qt::UserRole).toInt());
    }
}

bool ClassPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
                if (!m_list->item(row)->isHidden()) {
                    m_list->setCurrentRow(row);
                    break;
                }
            }
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace saccade
