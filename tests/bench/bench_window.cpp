// bench_window SOURCE [SECONDS]: how long the window's event loop is deaf at a time, in the whole program with the real
// decoder and trainer, on the display it is given: first the grid scrolled and pages changed with nothing else to do
// (the control), then the same while a training holds every core, and the stop, the evaluation and a cell's pictures
// after it.

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QEventLoop>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <cstdio>
#include <fstream>
#include <functional>

#include "app/application.h"
#include "tests/pages/scripted_dialogs.h"
#include "tests/support/temporary_folder.h"
#include "ui/pages/data_page.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/train_page.h"
#include "ui/plots/matrix_view.h"
#include "ui/widgets/image_grid.h"
#include "ui/window/gap_meter.h"
#include "ui/window/main_window.h"

using namespace saccade;

namespace {

constexpr int kFrameMs = 16;
constexpr int kPageMs = 5'000;
constexpr int kLongWaitMs = 300'000;

double peakMemoryMb()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmHWM:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return 0;
}

class Bench final : public QObject
{
public:
    Bench(Application& application, MainWindow& window, int seconds)
        : m_application(application), m_window(window), m_milliseconds(seconds * 1000)
    {}

    bool run()
    {
        m_gaps.start();
        if (!measure("open", [this] { return waitFor([this] { return data().dataSet().count() > 0; }); })) {
            return false;
        }
        measure("idle control", [this] { return scroll(); });
        if (!measure("start", [this] { return start(); })) {
            return false;
        }
        measure("training", [this] { return scroll(); });
        const bool stopped = measure("stop and open the evaluation", [this] { return stop(); });
        if (stopped) {
            measure("evaluate", [this] { return lookAtCells(); });
        }
        std::printf("peak memory %.0f MB\n", peakMemoryMb());
        return stopped;
    }

private:
    DataSession& data() { return m_application.workbench().data; }
    TrainSession& train() { return m_application.workbench().train; }

    bool measure(const char* name, const std::function<bool()>& work)
    {
        m_gaps.reset();
        const bool done = work();
        std::printf("%-30s %s%s\n", name, qPrintable(m_gaps.summary()), done ? "" : " (gave up)");
        std::fflush(stdout);
        return done;
    }

    /// Runs the event loop as the program does, without the pauses of QTest's waits.
    static bool waitFor(const std::function<bool()>& isDone, int limitMs = kLongWaitMs)
    {
        QEventLoop loop;
        QTimer timer;
        int passed = 0;
        connect(&timer, &QTimer::timeout, &loop, [&] {
            passed += kFrameMs;
            if (isDone() || passed > limitMs) {
                loop.quit();
            }
        });
        timer.start(kFrameMs);
        loop.exec();
        return isDone();
    }

    bool click(const char* name)
    {
        auto* button = m_window.findChild<QAbstractButton*>(QLatin1String(name));
        if (button == nullptr || !waitFor([button] { return button->isVisible() && button->isEnabled(); })) {
            return false;
        }
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }

    void turnWheel()
    {
        auto* grid = m_window.findChild<ImageGrid*>(QStringLiteral("imageGrid"));
        if (grid == nullptr || !grid->isVisible()) {
            return;
        }
        const QPoint centre = grid->viewport()->rect().center();
        m_down = m_down ? grid->verticalScrollBar()->value() < grid->verticalScrollBar()->maximum()
                        : grid->verticalScrollBar()->value() == 0;
        auto* event = new QWheelEvent(centre, grid->viewport()->mapToGlobal(centre), {}, {0, m_down ? -240 : 240},
                                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::postEvent(grid->viewport(), event);
    }

    bool scroll()
    {
        int passed = 0;
        return waitFor(
            [&] {
                passed += kFrameMs;
                if (passed % kPageMs < kFrameMs) {
                    click(m_window.currentPage() == PageId::Data ? "rail-train" : "rail-data");
                }
                turnWheel();
                return passed >= m_milliseconds;
            },
            m_milliseconds + kLongWaitMs);
    }

    /// A run far longer than the measurement, on every core.
    bool start()
    {
        click("rail-train");
        auto* epochs = m_window.findChild<QWidget*>(QStringLiteral("epochs"));
        auto* batch = m_window.findChild<QWidget*>(QStringLiteral("batchSize"));
        if (epochs == nullptr || batch == nullptr) {
            return false;
        }
        type(*batch, QStringLiteral("250"));
        type(*epochs, QStringLiteral("100"));
        std::size_t points = 0;
        connect(&train(), &TrainSession::updated, this,
                [&points](const TrainUpdate& update) { points += update.batches.size(); });
        const bool started = click("startButton") && waitFor([&points] { return points > 3; });
        train().disconnect(this);
        const TrainSettings& settings = train().plan().settings;
        std::printf("%d replicas, batch %d\n", settings.replicas, settings.batchSize);
        return started && settings.replicas > 0;
    }

    static void type(QWidget& field, const QString& text)
    {
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&field, text);
        QTest::keyClick(&field, Qt::Key_Return);
    }

    bool stop()
    {
        click("rail-train");
        if (!click("stopButton") || !waitFor([this] { return train().state() == TrainState::Idle; })) {
            return false;
        }
        click("rail-evaluate");
        return waitFor([this] { return m_application.workbench().evaluate.evaluation().run != nullptr; });
    }

    bool lookAtCells()
    {
        auto* view = m_window.findChild<MatrixView*>(QStringLiteral("matrixView"));
        int cell = 0;
        return waitFor(
            [&] {
                const int classes = m_application.workbench().evaluate.evaluation().matrix.classCount();
                const QRect rect = view->cellRect(cell % classes, cell / classes % classes);
                QTest::mouseClick(view, Qt::LeftButton, {}, rect.center());
                return ++cell >= 200;
            },
            kLongWaitMs);
    }

    Application& m_application;
    MainWindow& m_window;
    int m_milliseconds;
    GapMeter m_gaps;
    bool m_down = true;
};

} // namespace

int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "bench_window SOURCE [SECONDS]\n");
        return 2;
    }
    Options options;
    options.source = argv[1];
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 60;
    const TemporaryFolder folder;
    ScriptedDialogs dialogs;
    Application application(options, {{}, folder.path() / "runs", folder.path() / "cache"}, dialogs);
    Workbench& workbench = application.workbench();
    MainWindow window(workbench, {new DataPage(workbench), new TrainPage(workbench), new EvaluatePage(workbench),
                                  new PredictPage(workbench)});
    application.attach(window);
    window.show();
    return Bench(application, window, seconds).run() ? 0 : 1;
}
