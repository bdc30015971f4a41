#include <QApplication>
#include <QTranslator>
#include <algorithm>
#include <string_view>

#include "app/application.h"
#include "engine/runs/changes_file.h"
#include "engine/runs/kept_predictions.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/user_presets.h"
#include "ui/dialogs/system_dialogs.h"
#include "ui/pages/data_page.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/export_page.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/train_page.h"
#include "ui/window/main_window.h"

namespace {

/// Questions that need no display.
bool asksForText(int argc, char** argv)
{
    return std::any_of(argv, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version";
    });
}

void installTranslation(QTranslator& translator)
{
    const QString folder = QStringLiteral(":/saccade/translations");
    // English has a catalogue too: that of its plural forms
    if (translator.load(QLocale(), QStringLiteral("saccade"), QStringLiteral("_"), folder) ||
        translator.load(QStringLiteral("saccade_en"), folder)) {
        QCoreApplication::installTranslator(&translator);
    }
}

/// In the order of PageId.
std::vector<saccade::Page*> createPages(saccade::Workbench& workbench)
{
    return {new saccade::DataPage(workbench), new saccade::TrainPage(workbench), new saccade::EvaluatePage(workbench),
            new saccade::PredictPage(workbench), new saccade::ExportPage(workbench)};
}

int runWindow(const saccade::Options& options)
{
    QTranslator translator;
    installTranslation(translator);
    const saccade::UserFolders folders{saccade::defaultSettingsFile(),  saccade::defaultRunsFolder(),
                                       saccade::defaultCacheFolder(),   saccade::defaultPresetsFolder(),
                                       saccade::defaultChangesFolder(), saccade::defaultPredictionsFile()};
    saccade::SystemDialogs dialogs;
    saccade::Application application(options, folders, dialogs);
    saccade::MainWindow window(application.workbench(), createPages(application.workbench()));
    application.attach(window);
    window.show();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    if (asksForText(argc, argv)) {
        const auto answered = saccade::parseOptions(argc, argv);
        return std::holds_alternative<int>(answered) ? std::get<int>(answered) : 0;
    }
    QCoreApplication::setApplicationName(QStringLiteral("Saccade"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SACCADE_VERSION));
    const QApplication qt(argc, argv); // takes Qt's own options out of argv
    const auto parsed = saccade::parseOptions(argc, argv);
    if (const int* status = std::get_if<int>(&parsed)) {
        return *status;
    }
    return runWindow(std::get<saccade::Options>(parsed));
}
