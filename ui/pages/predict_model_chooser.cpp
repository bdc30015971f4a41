#include "ui/pages/predict_model_chooser.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kMinimumWidth = 240;
constexpr int kMaximumWidth = 520;
constexpr int kFolderRole = Qt::UserRole;   ///< of a run
constexpr int kAsksRole = Qt::UserRole + 1; ///< true: opens the dialog

} // namespace

PredictModelChooser::PredictModelChooser(Workbench& workbench, QWidget* parent)
    : QComboBox(parent), m_workbench(workbench)
{
    setObjectName(QStringLiteral("modelChooser"));
    setAccessibleName(tr("Network that answers"));
    setToolTip(tr("The network that answers"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMinimumWidth(kMinimumWidth);
    setMaximumWidth(kMaximumWidth);
    fill();
    connect(&workbench.predict, &PredictSession::modelChanged, this, &PredictModelChooser::fill);
    connect(&workbench.preferences, &Preferences::recentChanged, this, &PredictModelChooser::fill);
    connect(this, &QComboBox::activated, this, &PredictModelChooser::choose);
}

void PredictModelChooser::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        showPopup(); // instead of opening the next run at once
    } else {
        QComboBox::keyPressEvent(event);
    }
}

void PredictModelChooser::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // a turn of the wheel must not open a run
}

void PredictModelChooser::fill()
{
    clear();
    addItem(m_workbench.predict.hasModel() ? displayName(m_workbench.predict.modelTitle()) : tr("No network yet"));
    const QStringList& runs = m_workbench.preferences.recentRuns();
    if (!runs.isEmpty()) {
        insertSeparator(count());
    }
    for (const QString& folder : runs) {
        addItem(tr("Best of %1").arg(folder.section(QLatin1Char('/'), -1)));
        setItemData(count() - 1, folder, kFolderRole);
        setItemData(count() - 1, folder, Qt::ToolTipRole);
    }
    insertSeparator(count());
    addItem(tr("Open a run folder…"));
    setItemData(count() - 1, true, kAsksRole);
    setCurrentIndex(0);
}

void PredictModelChooser::choose(int index)
{
    const QString folder = itemData(index, kFolderRole).toString();
    const bool asks = itemData(index, kAsksRole).toBool();
    setCurrentIndex(0); // it names the network in use until the other one is read
    if (asks) {
        chooseRunFolder();
    } else if (!folder.isEmpty()) {
        m_workbench.evaluate.open(folder.toStdString());
    }
}

void PredictModelChooser::chooseRunFolder()
{
    m_workbench.dialogs.chooseFolder(this, tr("Open a run folder"),
                                     QString::fromStdString(m_workbench.runsFolder.string()),
                                     [this](const QString& folder) {
                                         if (!folder.isEmpty()) {
                                             m_workbench.evaluate.open(folder.toStdString());
                                         }
                                     });
}

} // namespace saccade
