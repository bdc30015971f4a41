#include "ui/dialogs/settings_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QFormLayout>
#include <QVBoxLayout>

#include "ui/dialogs/cache_section.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/folder_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kWidth = 560;

class SettingsText
{
    Q_DECLARE_TR_FUNCTIONS(SettingsText)
};

QComboBox* makeThemeBox(Preferences& preferences, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("themeBox"));
    box->setAccessibleName(SettingsText::tr("Colours"));
    box->addItems({SettingsText::tr("Follow the system"), SettingsText::tr("Light"), SettingsText::tr("Dark"),
                   SettingsText::tr("System colours")});
    box->setItemData(3, SettingsText::tr("Without colours of the program's own, for high contrast"), Qt::ToolTipRole);
    box->setCurrentIndex(static_cast<int>(preferences.themeChoice()));
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QObject::connect(box, &QComboBox::activated, &preferences,
                     [&preferences](int choice) { preferences.setThemeChoice(static_cast<ThemeChoice>(choice)); });
    return box;
}

} // namespace

void showSettings(Workbench& workbench, QWidget* parent)
{
    QDialog* dialog = makeDialog(parent, QStringLiteral("settingsDialog"), SettingsText::tr("Settings"));
    QVBoxLayout* layout = dialogLayout(*dialog);
    QFormLayout* look = addSection(*layout, SettingsText::tr("Appearance"), {});
    addRow(*look, SettingsText::tr("Colours"), makeThemeBox(workbench.preferences, dialog));
    layout->addWidget(makeHorizontalLine(dialog));
    layout->addWidget(new CacheSection(workbench, dialog));
    QFormLayout* runs = addSection(*layout, SettingsText::tr("Runs"),
                                   SettingsText::tr("Each run has a folder with its settings, curves and weights."));
    addRow(*runs, SettingsText::tr("Kept in"),
           new FolderRow(QStringLiteral("runsFolder"), SettingsText::tr("Folder of the runs"), workbench.runsFolder,
                         dialog));
    addCloseLine(*dialog, SettingsText::tr("Changes are kept at once."));
    dialog->resize(paneWidth(kWidth), dialog->sizeHint().height());
    dialog->open();
}

} // namespace saccade
