#include "ui/dialogs/settings_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <filesystem>

#include "engine/data/pixel_cache.h"
#include "ui/settings/data_preferences.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

class SettingsText
{
    Q_DECLARE_TR_FUNCTIONS(SettingsText)
};

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

/// How much of how much; one function, for the places that change either.
void showCacheUse(QLabel& label, const Workbench& workbench)
{
    const PixelCache cache(workbench.cacheFolder);
    const auto used = static_cast<std::int64_t>(cache.bytes());
    const auto limit = static_cast<std::int64_t>(cacheLimitBytes(workbench.preferences));
    label.setText(SettingsText::tr("%1 of %2, %n data set(s)", nullptr, static_cast<int>(cache.count()))
                      .arg(formatBytes(used), formatBytes(limit)));
}

/// Clearing a cache that is mapped is safe: the open data set keeps its pages, the next opening decodes again.
QWidget* makeCacheRow(Workbench& workbench, QLabel& use, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    use.setObjectName(QStringLiteral("cacheSize"));
    auto* clear = new QPushButton(SettingsText::tr("Clear"), row);
    clear->setObjectName(QStringLiteral("clearCacheButton"));
    clear->setAccessibleName(SettingsText::tr("Clear the decoded images"));
    clear->setToolTip(SettingsText::tr("Decoded images are made again when a data set is opened"));
    QObject::connect(clear, &QPushButton::clicked, row, [&workbench, &use] {
        PixelCache(workbench.cacheFolder).clear();
        showCacheUse(use, workbench);
    });
    layout->addWidget(&use, 1);
    layout->addWidget(clear);
    showCacheUse(use, workbench);
    return row;
}

QSpinBox* makeLimitBox(Workbench& workbench, QLabel& use, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(QStringLiteral("cacheLimitSpinBox"));
    box->setAccessibleName(SettingsText::tr("Decoded images use at most"));
    box->setToolTip(SettingsText::tr("What was not used for the longest time is removed first"));
    box->setRange(1, 1024);
    box->setSuffix(SettingsText::tr(" GB"));
    box->setValue(cacheLimitGigabytes(workbench.preferences));
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Not while it is typed: 16 begins with a 1.
    QObject::connect(box, &QSpinBox::editingFinished, box, [&workbench, &use, box] {
        setCacheLimitGigabytes(workbench.preferences, box->value());
        PixelCache(workbench.cacheFolder).trim(cacheLimitBytes(workbench.preferences));
        showCacheUse(use, workbench);
    });
    return box;
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
    auto* use = new QLabel(dialog);
    form->addRow(SettingsText::tr("Decoded images"), makeCacheRow(workbench, *use, dialog));
    form->addRow(SettingsText::tr("At most"), makeLimitBox(workbench, *use, dialog));
    form->addRow(SettingsText::tr("Kept in"), selectablePath(workbench.cacheFolder, dialog));
    form->addRow(SettingsText::tr("Runs are kept in"), selectablePath(workbench.runsFolder, dialog));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    form->addRow(buttons);
    dialog->resize(520, 252);
    dialog->open();
}

} // namespace saccade
