#include "ui/pages/data_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <numeric>

#include "ui/models/class_table_model.h"
#include "ui/pages/checks_pane.h"
#include "ui/pages/classes_pane.h"
#include "ui/pages/data_commands.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/images_pane.h"
#include "ui/pages/resize_pane.h"
#include "ui/pages/source_pane.h"
#include "ui/pages/split_pane.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kMiddleWidth = 376;
const QString kSplitterKey = QStringLiteral("data/splitter");

std::int64_t bytesOf(const DataSet& dataSet)
{
    return std::accumulate(dataSet.samples->begin(), dataSet.samples->end(), std::int64_t{0},
                           [](std::int64_t sum, const Sample& sample) { return sum + sample.bytes; });
}

} // namespace

DataPage::DataPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, tr("Data"), QStringLiteral("data"), parent),
      m_commands(new DataCommands(workbench, this)),
      m_classes(new ClassTableModel(this)),
      m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("dataPage"));
    m_useForTraining = makeButton(QStringLiteral("useForTrainingButton"), tr("Use for training"),
                                  QStringLiteral("train"), QStringLiteral("primary"), this);
    addHeaderWidget(m_useForTraining);
    m_stack->addWidget(new FirstRunPage(*m_commands, this));
    m_stack->addWidget(createWorkspace());
    setContent(m_stack);
    connectSession();
    const DataSession& session = workbench.data;
    showDataSet(session.dataSet());
    showWorkspace(session.isBusy() || session.dataSet().count() > 0 ||
                  !workbench.preferences.recentSources().isEmpty());
}

QWidget* DataPage::createWorkspace()
{
    auto* workspace = new QWidget(this);
    auto* row = new QHBoxLayout(workspace);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(new SourcePane(workbench(), *m_commands, workspace));
    row->addWidget(makeVerticalLine(workspace));
    auto* splitter = new QSplitter(Qt::Horizontal, workspace);
    splitter->setObjectName(QStringLiteral("dataSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(createMiddle());
    m_imagesPane = new ImagesPane(workbench(), splitter);
    m_imagesPane->setMinimumWidth(360);
    splitter->addWidget(m_imagesPane);
    splitter->setStretchFactor(1, 1);
    const QByteArray places = QByteArray::fromBase64(workbench().preferences.value(kSplitterKey).toByteArray());
    if (places.isEmpty() || !splitter->restoreState(places)) {
        splitter->setSizes({kMiddleWidth, 10 * kMiddleWidth});
    }
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter] { workbench().preferences.setValue(kSplitterKey, splitter->saveState()); });
    row->addWidget(splitter, 1);
    connect(m_classesPane, &ClassesPane::chosen, m_imagesPane, &ImagesPane::chooseClass);
    connect(m_imagesPane, &ImagesPane::classChosen, m_classesPane, &ClassesPane::choose);
    connect(m_imagesPane, &ImagesPane::imageChosen, m_resizePane, &ResizePane::chooseImage);
    return workspace;
}

QWidget* DataPage::createMiddle()
{
    QWidget* middle = makePane(QStringLiteral("classesSplitChecks"), this);
    middle->setMinimumWidth(paneWidth(320));
    m_classesPane = new ClassesPane(*m_classes, middle);
    m_details = new QWidget(middle);
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(0);
    m_splitPane = new SplitPane(workbench(), m_details);
    m_resizePane = new ResizePane(workbench(), *m_commands, m_details);
    m_checksPane = new ChecksPane(m_details);
    details->addWidget(makeHorizontalLine(m_details));
    details->addWidget(m_splitPane);
    details->addWidget(makeHorizontalLine(m_details));
    details->addWidget(m_resizePane);
    details->addWidget(makeHorizontalLine(m_details));
    details->addWidget(m_checksPane, 1);
    QVBoxLayout* layout = paneLayout(middle);
    layout->addWidget(m_classesPane, 5);
    layout->addWidget(m_details, 6);
    return middle;
}

void DataPage::connectSession()
{
    const DataSession& session = workbench().data;
    connect(&session, &DataSession::started, this, [this](const QString& source) {
        showWorkspace(true);
        setSubject(QFileInfo(source).fileName(), tr("is being opened"));
        m_useForTraining->setEnabled(false);
    });
    connect(&session, &DataSession::failed, this, [this] { showDataSet(workbench().data.dataSet()); });
    connect(&session, &DataSession::opened, this, &DataPage::showDataSet);
    connect(m_useForTraining, &QPushButton::clicked, this, [this] { emit pageRequested(PageId::Train); });
    connect(m_commands, &DataCommands::evaluateRequested, this, [this] { emit pageRequested(PageId::Evaluate); });
}

void DataPage::showWorkspace(bool workspace)
{
    m_stack->setCurrentIndex(workspace ? 1 : 0);
    setHeaderVisible(workspace);
}

void DataPage::showDataSet(const DataSet& dataSet)
{
    const bool isOpen = dataSet.count() > 0;
    m_classes->setDataSet(dataSet);
    m_classesPane->showCount(dataSet.classNames.size());
    m_splitPane->showSplit(dataSet, m_classes->totals());
    m_resizePane->showDataSet(dataSet);
    m_checksPane->showChecks(dataSet);
    m_imagesPane->showDataSet(dataSet);
    m_details->setVisible(isOpen);
    m_useForTraining->setEnabled(isOpen);
    if (!isOpen) {
        setSubject({}, tr("No data set is open"));
        return;
    }
    const auto images = static_cast<std::int64_t>(dataSet.count());
    const auto classes = static_cast<std::int64_t>(dataSet.classNames.size());
    const std::int64_t bytes = bytesOf(dataSet);
    const QString text = tr("%1 images in %2 classes").arg(formatCount(images), formatCount(classes));
    setSubject(displayName(dataSet.name), bytes > 0 ? text + QStringLiteral(", ") + formatBytes(bytes) : text);
}

} // namespace saccade
