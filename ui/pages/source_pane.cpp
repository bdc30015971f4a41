#include "ui/pages/source_pane.h"

#include <QFileInfo>
#include <QScrollArea>
#include <QVBoxLayout>

#include "engine/data/source_kind.h"
#include "ui/pages/data_commands.h"
#include "ui/text/error_text.h"
#include "ui/text/source_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drop_area.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/source_button.h"

namespace saccade {

namespace {

constexpr int kWidth = 232;

// A folder whose images have no files of their own.
bool isOfPixels(const DataSet& dataSet, const QString& source)
{
    return dataSet.count() > 0 && dataSet.source == source.toStdString() && dataSet.samples->front().bytes == 0;
}

} // namespace

SourcePane::SourcePane(Workbench& workbench, DataCommands& commands, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_commands(commands),
      m_fault(new MessageNote(this)),
      m_recent(new QWidget(this)),
      m_recentLayout(new QVBoxLayout(m_recent))
{
    setObjectName(QStringLiteral("sourcePane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(paneWidth(kWidth));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new PaneTitle(tr("Source"), this));
    auto* content = new QWidget(this);
    layout->addWidget(makeScroll(content, this), 1); // large text needs more than a low window has
    layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    addSources(*layout);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(measure::kPageMargin, 8, measure::kPageMargin, 16);
    inset->setSpacing(8);
    m_fault->setObjectName(QStringLiteral("openFault"));
    inset->addWidget(m_fault);
    inset->addWidget(
        new DropArea(QStringLiteral("folder"), tr("Drop a folder here"), tr("one sub-folder for each class"), this));
    layout->addLayout(inset);
    m_recentLayout->setContentsMargins(0, 0, 0, 0);
    m_recentLayout->setSpacing(0);
    layout->addWidget(m_recent);
    layout->addStretch(1);

    connect(&workbench.preferences, &Preferences::recentChanged, this, &SourcePane::fillRecent);
    connect(&workbench.data, &DataSession::started, this, [this](const QString& source) {
        m_fault->clear();
        showChosen(source);
    });
    connect(&workbench.data, &DataSession::opened, this,
            [this](const DataSet& dataSet) { showChosen(QString::fromStdString(dataSet.source)); });
    connect(&workbench.data, &DataSession::failed, this, [this](const Error& error) {
        showChosen(QString::fromStdString(m_workbench.data.dataSet().source));
        if (error.code != ErrorCode::Cancelled) {
            m_fault->setMessage(MessageNote::Kind::Fault, errorText(error));
        }
    });
    fillRecent();
    showChosen(QString::fromStdString(workbench.data.dataSet().source));
}

void SourcePane::addSources(QVBoxLayout& layout)
{
    const auto add = [&](const char* name, const QString& icon, const QString& title, const QString& note) {
        auto* button = new SourceButton(icon, title, note, this);
        button->setObjectName(QLatin1String(name));
        button->setCheckable(true);
        layout.addWidget(button);
        return button;
    };
    m_sample = add("sampleSource", QStringLiteral("shapes"), tr("Sample shapes"), tr("built in, 10 classes"));
    m_folder = add("folderSource", QStringLiteral("folder"), tr("Folder"), tr("a sub-folder for each class"));
    m_archive = add("archiveSource", QStringLiteral("archive"), tr("Archive"), tr("zip, tar, tar.xz"));
    m_pixels = add("pixelsSource", QStringLiteral("binary"), tr("CIFAR or IDX files"), tr("binary batches, ubyte"));
    m_list = add("listSource", QStringLiteral("table"), tr("List file (CSV)"), tr("path and label of each image"));
    connect(m_sample, &QAbstractButton::clicked, this, [this] { m_commands.openSample(); });
    // the mark follows what is open, not the click
    const auto ask = [this](QAbstractButton* button, void (DataCommands::*choose)(QWidget*)) {
        connect(button, &QAbstractButton::clicked, this, [this, choose] {
            showChosen(QString::fromStdString(m_workbench.data.dataSet().source));
            (m_commands.*choose)(this);
        });
    };
    ask(m_folder, &DataCommands::chooseFolder);
    ask(m_archive, &DataCommands::chooseArchive);
    ask(m_pixels, &DataCommands::choosePixelFiles);
    ask(m_list, &DataCommands::chooseList);
}

void SourcePane::showChosen(const QString& source)
{
    const SourceKind kind = sourceKindOf(source.toStdString());
    const bool isFolder = kind == SourceKind::Other && QFileInfo(source).isDir();
    const bool isPixels = kind == SourceKind::Pixels || (isFolder && isOfPixels(m_workbench.data.dataSet(), source));
    m_sample->setChecked(kind == SourceKind::Sample);
    m_folder->setChecked(isFolder && !isPixels);
    m_archive->setChecked(kind == SourceKind::Archive || (kind == SourceKind::Other && !isFolder && !source.isEmpty()));
    m_pixels->setChecked(isPixels);
    m_list->setChecked(kind == SourceKind::List);
}

void SourcePane::fillRecent()
{
    while (QLayoutItem* item = m_recentLayout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater(); // the click that changed the list may be on its way through it
        }
        delete item;
    }
    m_recentLayout->addWidget(makeHorizontalLine(m_recent));
    m_recentLayout->addWidget(new PaneTitle(tr("Recent"), m_recent));
    int shown = 0;
    for (const QString& source : m_workbench.preferences.recentSources()) {
        if (source == QLatin1String("sample")) {
            continue;
        }
        const QFileInfo file(source);
        auto* button = new SourceButton(sourceIcon(source), file.fileName(), {}, m_recent);
        button->setObjectName(QStringLiteral("recent%1").arg(shown));
        button->setToolTip(source);
        connect(button, &QAbstractButton::clicked, this, [this, source] { m_commands.open(source); });
        m_recentLayout->addWidget(button);
        ++shown;
    }
    m_recent->setVisible(shown > 0);
}

} // namespace saccade
