// Which run or model file is shown: the chooser of the header, its dialogs, and what is dropped.
#include <QComboBox>
#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include "engine/session/model_trial.h"
#include "ui/pages/comparison_pane.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/model_file_question.h"
#include "ui/pages/model_names.h"
#include "ui/pages/model_trial_starter.h"
#include "ui/widgets/dropped_model.h"

namespace saccade {

namespace {

// Of the chooser's last entries, in place of a path.
const QString kAsksForFolder = QStringLiteral("?folder");
const QString kAsksForFile = QStringLiteral("?file");

QString lastPartOf(const QString& path)
{
    return path.section(QLatin1Char('/'), -1);
}

} // namespace

void EvaluatePage::fillRuns()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const QString current = evaluation.run ? QFile::decodeName(evaluation.run->path.c_str()) : QString();
    const auto add = [this](const QString& name, const QString& path) {
        m_runs->addItem(name, path);
        m_runs->setItemData(m_runs->count() - 1, path, Qt::ToolTipRole);
    };
    m_runs->clear();
    if (evaluation.run) {
        add(evaluation.trial ? modelTitleOf(evaluation.trial->model) : lastPartOf(current), current);
    }
    for (const QString& folder : workbench().preferences.recentRuns()) {
        if (folder != current) {
            add(lastPartOf(folder), folder);
        }
    }
    for (const QString& file : workbench().preferences.recentModels()) {
        if (file != current) {
            add(modelFileLabel(file), file);
        }
    }
    m_runs->insertSeparator(m_runs->count());
    m_runs->addItem(tr("Open a run folder…"), kAsksForFolder);
    m_runs->addItem(tr("Open a model file…"), kAsksForFile);
    m_runs->setCurrentIndex(current.isEmpty() ? -1 : 0);
}

void EvaluatePage::chooseRun(int choice)
{
    const QString path = m_runs->itemData(choice).toString();
    fillRuns(); // it names what is shown until the other one is read
    if (path == kAsksForFolder) {
        chooseRunFolder();
    } else if (path == kAsksForFile) {
        chooseModelFile();
    } else {
        openPath(path);
    }
}

void EvaluatePage::openPath(const QString& path)
{
    if (isModelPath(path)) {
        m_trials->start(path);
    } else if (!path.isEmpty()) {
        m_trials->giveUp();
        workbench().evaluate.open(QFile::encodeName(path).toStdString());
    }
}

bool EvaluatePage::acceptDrop(const QMimeData& mime)
{
    const auto model = modelIn(mime);
    if (model) {
        m_trials->start(QFile::decodeName(model->c_str()));
    }
    return model.has_value();
}

void EvaluatePage::chooseRunFolder()
{
    workbench().dialogs.chooseFolder(this, tr("Open a run folder"),
                                     QString::fromStdString(workbench().runsFolder.string()),
                                     [this](const QString& folder) { openPath(folder); });
}

void EvaluatePage::chooseModelFile()
{
    askForModelFile(workbench(), this, [this](const QString& file) { m_trials->start(file); });
}

/// The runs of the chooser but the shown one, or any other folder.
void EvaluatePage::chooseRunToCompare()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("compareMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto compare = [this](const QString& folder) {
        if (!folder.isEmpty()) {
            m_stack->setCurrentWidget(m_comparison); // first: what is hidden takes no focus
            m_comparedFolder = folder;
            m_comparison->compare(workbench().evaluate.evaluation(), folder, m_classNames);
        }
    };
    for (int i = 0; i < m_runs->count(); ++i) {
        const QString folder = m_runs->itemData(i).toString();
        if (i != 0 && isRunPath(folder)) { // the first is the one that is shown
            menu->addAction(m_runs->itemText(i), this, [compare, folder] { compare(folder); });
        }
    }
    menu->addAction(tr("Another run folder…"), this, [this, compare] {
        workbench().dialogs.chooseFolder(this, tr("Compare with a run"),
                                         QString::fromStdString(workbench().runsFolder.string()), compare);
    });
    menu->popup(m_compare->mapToGlobal(QPoint(0, m_compare->height())));
}

} // namespace saccade
