#include "app/application.h"

#include <QApplication>
#include <QStandardPaths>
#include <cstdio>

#include "app/launch_report.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/quiet_style.h"

namespace saccade {

namespace {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

std::filesystem::path defaultSettingsFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return std::filesystem::path(folder.toStdString()) / "saccade" / "settings.json";
}

Application::Application(const Options& options, const UserFolders& folders, Dialogs& dialogs)
    : m_options(options),
      m_preferences(folders.settingsFile),
      m_data(m_loader, folders.changes),
      m_train(m_loader),
      m_predict(m_loader),
      m_export(m_loader),
      m_workbench{m_loader,      m_data,  m_train,      m_evaluate,    m_predict,       m_export,
                  m_preferences, dialogs, folders.runs, folders.cache, folders.presets, folders.predictions},
      m_systemPalette(QApplication::palette())
{
    QApplication::setStyle(new QuietStyle);
    QApplication::setFont(themeFont(TextSize::Body)); // once: it follows the font that the desktop had set
    applyColours();
    connect(&m_preferences, &Preferences::themeChoiceChanged, this, [this] {
        m_options.theme.reset(); // a choice in the window replaces the command line's
        applyColours();
        applyStyleSheet();
    });
    connect(qApp, &QCoreApplication::aboutToQuit, this, &Application::reportGaps);
    connect(&m_termination, &Termination::requested, this, &Application::shutDown);
}

Application::~Application() = default;

ThemeChoice Application::themeChoice() const
{
    return m_options.theme.value_or(m_preferences.themeChoice());
}

void Application::applyColours()
{
    const ThemeChoice choice = themeChoice();
    const bool followsSystem = choice == ThemeChoice::FollowSystem || choice == ThemeChoice::SystemColours;
    const bool dark = followsSystem ? isDark(m_systemPalette) : choice == ThemeChoice::Dark;
    ThemeSource::instance().setTheme(loadTheme(dark ? QStringLiteral("dark") : QStringLiteral("light")));
    QApplication::setPalette(choice == ThemeChoice::SystemColours ? m_systemPalette : theme().palette());
}

void Application::applyStyleSheet()
{
    qApp->setStyleSheet(themeChoice() == ThemeChoice::SystemColours ? QString() : theme().styleSheet());
}

void Application::attach(MainWindow& window)
{
    // Not before: with a style sheet, every widget that is put into another one has all below it styled anew, which
    // would be half the time to the first paint.
    applyStyleSheet();
    connect(&window, &MainWindow::firstPainted, this, [this, &window] { begin(window); });
}

void Application::begin(MainWindow& window)
{
    reportFirstPaint();
    if (qEnvironmentVariableIsSet("SACCADE_GAP_REPORT")) {
        m_gaps.start();
    }
    m_loader.start();
    // Relative to the folder that the program was started in, which need not be the current one later.
    if (const std::string& source = m_options.source; !source.empty()) {
        const std::string place = source == "sample" ? source : std::filesystem::absolute(source).string();
        window.openSource(QString::fromStdString(place));
    }
    if (!m_options.runFolder.empty()) {
        window.openRun(QString::fromStdString(std::filesystem::absolute(m_options.runFolder).string()));
    }
    if (m_options.page) {
        window.showPage(*m_options.page);
    }
}

void Application::reportGaps() const
{
    if (m_gaps.count() > 0) {
        std::fprintf(stderr, "%s\n", qPrintable(m_gaps.summary()));
    }
}

void Application::shutDown()
{
    m_data.cancel();
    m_predict.cancel();
    m_export.cancel();
    if (m_train.state() == TrainState::Idle) {
        QCoreApplication::quit();
        return;
    }
    connect(&m_train, &TrainSession::ended, qApp, &QCoreApplication::quit);
    m_train.requestStop();
}

} // namespace saccade
