#include "ui/dialogs/folder_row.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QUrl>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

FolderRow::FolderRow(const QString& objectName, const QString& meaning, const std::filesystem::path& folder,
                     QWidget* parent)
    : QWidget(parent), m_path(new QLineEdit(QString::fromStdString(folder.string()), this))
{
    setObjectName(objectName);
    m_path->setObjectName(objectName + QStringLiteral("Path"));
    m_path->setAccessibleName(meaning);
    m_path->setReadOnly(true);
    m_path->setProperty("locked", QStringLiteral("1"));
    m_path->setCursorPosition(0);
    m_path->setToolTip(m_path->text());
    m_show = makeButton(objectName + QStringLiteral("Button"), tr("Show"), QStringLiteral("folder"), {}, this);
    m_show->setAccessibleName(tr("%1: show").arg(meaning));
    m_show->setToolTip(tr("Opens the folder in the file manager"));
    m_show->setEnabled(QFileInfo(m_path->text()).isDir()); // it is made with the first thing put into it
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_path, 1);
    layout->addWidget(m_show);
    setFocusProxy(m_path);
    connect(m_show, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path->text())); });
}

} // namespace saccade
