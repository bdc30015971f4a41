#include "ui/dialogs/settings_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <filesystem>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

class SettingsText
{
    Q_DECLARE_TR_FUNCTIONS(SettingsText)
};

std::int64_t folderBytes(const std::filesystem::path& folder)
{
    std::int64_t bytes = 0;
    std::error_code problem;
    for (std::filesystem::recursive_directory_iterator walk(folder, problem), end; !problem && walk != end;
         walk.increment(problem)) {
        std::error_code ignored;
        if (walk->is_regular_file(ignored)) {
            bytes += static_cast<std::int64_t>(walk->file_size(ignored));
        }
    }
    return bytes;
}

QLabel* selectablePath(const std::filesystem::path& path, QWidget* parent)
{
    auto* label = new QLabel(QString::fromStdString(path.string()), parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QComboBox* makeThemeBox(Preferences& preferences, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("themeBox"));
    box->setAccessibleName(SettingsText::tr("Colours"));
    box->addItems({SettingsText::tr("Follow the system"), SettingsText::tr("Light"), SettingsText::tr("Dark"),
                   SettingsText::tr("System colours")});
    box->setCurrentIndex(static_cast<int>(preferences.themeChoice()));
    QObject::connect(box, &QComboBox::activated, &preferences,
                     [&preferences](int choice) { preferences.setThemeChoice(static_cast<ThemeChoice>(choice)); });
    return box;
}

/// Deleting a cache that is mapped is safe: the open data set keeps its pages, the next opening decodes again.
QWidget* makeCacheRow(const std::filesystem::path& cache, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* size = new QLabel(formatBytes(folderBytes(cache)), row);
    size->setObjectName(QStringLiteral("cacheSize"));
    auto* clear = new QPushButton(SettingsText::tr("Clear"), row);
    clear->setObjectName(QStringLiteral("clearCacheButton"));
    clear->setToolTip(SettingsText::tr("Decoded images are made again when a data set is opened"));
    QObject::connect(clear, &QPushButton::clicked, row, [cache, size] {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(cache, ignored)) {
            std::error_code problem;
            std::filesystem::remove_all(entry.path(), problem);
        }
        size->setText(formatBytes(folderBytes(cache)));
    });
    layout->addWidget(size, 1);
    layout->addWidget(clear);
    return row;
}

} // namespace

void showSettings(Workbench& workbench, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("settingsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(SettingsText::tr("Settings"));
    auto* form = new QFormLayout(dialog);
    form->setContentsMargins(16, 16, 16, 16);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(16);
    form->addRow(SettingsText::tr("Colours"), makeThemeBox(workbench.preferences, dialog));
    form->addRow(SettingsText::tr("Decoded images"), makeCacheRow(workbench.cacheFolder, dialog));
    form->addRow(SettingsText::tr("Kept in"), selectablePath(workbench.cacheFolder, dialog));
    form->addRow(SettingsText::tr("Runs are kept in"), selectablePath(workbench.runsFolder, dialog));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    form->addRow(buttons);
    dialog->resize(520, 220);
    dialog->open();
}

} // namespace saccade
