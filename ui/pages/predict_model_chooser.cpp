#include "ui/pages/predict_model_chooser.h"

#include "ui/pages/model_file_question.h"
#include "ui/pages/model_names.h"
#include "ui/text/format.h"
#include "ui/widgets/dropped_model.h"

namespace saccade {

namespace {

constexpr int kMinimumWidth = 240;
constexpr int kMaximumWidth = 520;
constexpr int kPathRole = Qt::UserRole;     ///< of a run or a model file
constexpr int kAsksRole = Qt::UserRole + 1; ///< what its dialog asks for

enum class Asks
{
    Nothing,
    Folder,
    File
};

} // namespace

PredictModelChooser::PredictModelChooser(Workbench& workbench, QWidget* parent)
    : Chooser(parent), m_workbench(workbench)
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

void PredictModelChooser::fill()
{
    clear();
    addItem(m_workbench.predict.hasModel() ? displayName(m_workbench.predict.modelTitle()) : tr("No network yet"));
    const QStringList& runs = m_workbench.preferences.recentRuns();
    const QStringList& files = m_workbench.preferences.recentModels();
    if (!runs.isEmpty() || !files.isEmpty()) {
        insertSeparator(count());
    }
    for (const QString& folder : runs) {
        addPath(tr("Best of %1").arg(folder.section(QLatin1Char('/'), -1)), folder);
    }
    for (const QString& file : files) {
        addPath(modelFileLabel(file), file);
    }
    insertSeparator(count());
    addItem(tr("Open a run folder…"));
    setItemData(count() - 1, static_cast<int>(Asks::Folder), kAsksRole);
    addItem(tr("Open a model file…"));
    setItemData(count() - 1, static_cast<int>(Asks::File), kAsksRole);
    setCurrentIndex(0);
}

void PredictModelChooser::addPath(const QString& title, const QString& path)
{
    addItem(title);
    setItemData(count() - 1, path, kPathRole);
    setItemData(count() - 1, path, Qt::ToolTipRole);
}

void PredictModelChooser::choose(int index)
{
    const QString path = itemData(index, kPathRole).toString();
    const auto asks = static_cast<Asks>(itemData(index, kAsksRole).toInt());
    setCurrentIndex(0); // it names the network in use until the other one is read
    if (asks == Asks::Folder) {
        chooseRunFolder();
    } else if (asks == Asks::File) {
        chooseModelFile();
    } else {
        open(path);
    }
}

void PredictModelChooser::open(const QString& path)
{
    if (isModelPath(path)) {
        emit modelChosen(path);
    } else if (!path.isEmpty()) {
        m_workbench.evaluate.open(path.toStdString());
    }
}

void PredictModelChooser::chooseRunFolder()
{
    m_workbench.dialogs.chooseFolder(this, tr("Open a run folder"),
                                     QString::fromStdString(m_workbench.runsFolder.string()),
                                     [this](const QString& folder) { open(folder); });
}

void PredictModelChooser::chooseModelFile()
{
    askForModelFile(m_workbench, this, [this](const QString& file) { emit modelChosen(file); });
}

} // namespace saccade
