// bench_matrix [SOURCE]: how fast the Evaluate page answers with 1,000 classes and 100,000 predictions (opened from the
// run folder, shown again from memory, a cell's pictures after a click, the classes in another order; medians of five),
// and with a SOURCE how long the event loop is deaf while a gallery of all its images is scrolled.

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "app/application.h"
#include "engine/metrics/class_order.h"
#include "engine/runs/run_recorder.h"
#include "tests/pages/test_bench.h"
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

constexpr int kClasses = 1000;
constexpr int kImagesPerClass = 100;
constexpr int kTimes = 5;
constexpr int kFrameMs = 16;
constexpr int kFrames = 600;
constexpr int kFramesPerThrow = 30;
constexpr std::int64_t kThrow = 7919; // px a frame, prime: the places differ

/// One image in five wrong, half of those taken for the same other class.
std::shared_ptr<const PredictionTable> answers(const DataSet& dataSet, const std::vector<std::int32_t>& indices)
{
    auto table = std::make_shared<PredictionTable>();
    table->classCount = static_cast<int>(dataSet.classNames.size());
    for (const std::int32_t index : indices) {
        const std::int32_t label = (*dataSet.samples)[static_cast<std::size_t>(index)].label;
        const std::int32_t other = (label + (index % 10 == 0 ? 1 : index % 977 + 1)) % table->classCount;
        table->indices.push_back(index);
        table->labels.push_back(label);
        table->predicted.push_back(index % 5 == 0 ? other : label);
        table->confidences.push_back(static_cast<float>(index % 1000) / 1000);
        table->losses.push_back(static_cast<float>(index % 700) / 100);
    }
    return table;
}

std::filesystem::path record(const std::filesystem::path& runs, const DataSet& dataSet,
                             const std::vector<std::int32_t>& indices)
{
    const Result<TrainPlan> plan = makePlan({}, dataSet);
    if (!plan) {
        std::fprintf(stderr, "no plan: %s\n", plan.error().detail.c_str());
        return {};
    }
    const auto recorder = RunRecorder::create(runs, *plan);
    RunReport report;
    report.testAccuracy = report.testLoss = 0.8;
    report.testPredictions = answers(dataSet, indices);
    report.bestTensors = std::make_shared<const NamedTensors>();
    return recorder && (*recorder)->finish(report) ? (*recorder)->path() : std::filesystem::path();
}

/// Counts what a widget paints.
class Paints final : public QObject
{
public:
    explicit Paints(QWidget* widget) { widget->installEventFilter(this); }
    int count = 0;

    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

void printMedian(const char* name, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-44s %7.1f ms (%.1f to %.1f)\n", name, times[times.size() / 2], times.front(), times.back());
    std::fflush(stdout);
}

double millisecondsUntil(const std::function<void()>& begin, const std::function<bool()>& isDone)
{
    QElapsedTimer timer;
    timer.start();
    begin();
    while (!isDone()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

std::vector<double> repeat(const std::function<double()>& once)
{
    std::vector<double> times;
    for (int time = 0; time < kTimes; ++time) {
        times.push_back(once());
    }
    return times;
}

Result<DataSet> openLarge(const OpenRequest&, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    return makeStripesDataSet(kClasses, kImagesPerClass, {16, 16, 3});
}

int measureMatrix()
{
    TestBench bench(openLarge);
    bench.data.open({}, {});
    millisecondsUntil([] {}, [&] { return !bench.data.isBusy(); });
    const DataSet& dataSet = bench.data.dataSet();
    const std::filesystem::path run = record(bench.folder.path() / "runs", dataSet, dataSet.indicesOf(Part::Test));
    if (run.empty()) {
        return 1;
    }
    EvaluatePage page(bench.workbench);
    page.resize(1360, 820);
    page.show();
    auto* view = find<MatrixView>(page, "matrixView");
    auto* grid = find<ImageGrid>(page, "galleryGrid");
    Paints matrixPaints(view);
    Paints gridPaints(grid->viewport());
    const auto isShown = [&, before = 0]() mutable {
        if (bench.evaluate.isBusy()) {
            before = matrixPaints.count;
        }
        return !bench.evaluate.isBusy() && matrixPaints.count > before;
    };
    const auto openRun = [&] { return millisecondsUntil([&] { bench.evaluate.open(run); }, isShown); };
    openRun(); // the first also lays the page out
    printMedian("open from the run folder until painted", repeat(openRun));
    printMedian("show again from memory until painted", repeat([&] {
                    const std::int64_t step = bench.evaluate.evaluation().step;
                    return millisecondsUntil([&] { bench.evaluate.showStep(step); }, isShown);
                }));
    const PredictionTable& table = *bench.evaluate.evaluation().predictions;
    printMedian("matrix and report from the table", repeat([&] {
                    return millisecondsUntil(
                        [&] {
                            const ConfusionMatrix matrix(table.classCount, table.labels, table.predicted);
                            (void)computeClassReport(matrix);
                        },
                        [] { return true; });
                }));
    int label = 0;
    printMedian("click on a cell until its pictures are painted", repeat([&] {
                    view->activate({label, label}); // zooms in, so that the next is a click on one class
                    const int before = gridPaints.count;
                    ++label;
                    return millisecondsUntil(
                        [&] { QTest::mouseClick(view, Qt::LeftButton, {}, view->cellRect(label, label).center()); },
                        [&] { return gridPaints.count > before; });
                }));
    printMedian("seriation of the classes", repeat([&] {
                    return millisecondsUntil(
                        [&] {
                            (void)orderClasses(ClassOrder::ByConfusion, bench.evaluate.evaluation().matrix,
                                               dataSet.classNames);
                        },
                        [] { return true; });
                }));
    std::printf("%zu predictions, %d classes\n", table.count(), table.classCount);
    return 0;
}

class GalleryBench final : public QObject
{
public:
    GalleryBench(Application& application, MainWindow& window) : m_application(application), m_window(window) {}

    int run(const std::filesystem::path& runs)
    {
        DataSession& data = m_application.workbench().data;
        millisecondsUntil([] {}, [&] { return data.dataSet().count() > 0 && !data.isBusy(); });
        std::vector<std::int32_t> all(data.dataSet().count());
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = static_cast<std::int32_t>(i);
        }
        const std::filesystem::path folder = record(runs, data.dataSet(), all);
        if (folder.empty()) {
            return 1;
        }
        m_window.openRun(QString::fromStdString(folder.string()));
        EvaluateSession& evaluate = m_application.workbench().evaluate;
        millisecondsUntil([] {}, [&] { return evaluate.evaluation().run != nullptr; });
        auto* grid = m_window.findChild<ImageGrid*>(QStringLiteral("galleryGrid"));
        std::printf("gallery of %d images\n", grid->model()->rowCount());
        for (int time = 0; time < kTimes; ++time) {
            scroll(*grid);
        }
        return 0;
    }

private:
    /// A page of pictures each frame, and two times a second the bar is thrown to another place.
    void scroll(ImageGrid& grid)
    {
        GapMeter gaps;
        gaps.start();
        QScrollBar* bar = grid.verticalScrollBar();
        QEventLoop loop;
        QTimer timer;
        int frame = 0;
        connect(&timer, &QTimer::timeout, &loop, [&] {
            const QPoint centre = grid.viewport()->rect().center();
            QCoreApplication::postEvent(grid.viewport(),
                                        new QWheelEvent(centre, grid.viewport()->mapToGlobal(centre), {}, {0, -1200},
                                                        Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false));
            if (++frame % kFramesPerThrow == 0) {
                bar->setValue(static_cast<int>(frame * kThrow % bar->maximum()));
            }
            if (frame >= kFrames) {
                loop.quit();
            }
        });
        timer.start(kFrameMs);
        loop.exec();
        std::printf("gallery scrolled: %s\n", qPrintable(gaps.summary()));
        std::fflush(stdout);
    }

    Application& m_application;
    MainWindow& m_window;
};

int measureGallery(const char* source)
{
    Options options;
    options.source = source;
    const TemporaryFolder folder;
    ScriptedDialogs dialogs;
    Application application(options, {{}, folder.path() / "runs", folder.path() / "cache"}, dialogs);
    Workbench& workbench = application.workbench();
    MainWindow window(workbench, {new DataPage(workbench), new TrainPage(workbench), new EvaluatePage(workbench),
                                  new PredictPage(workbench)});
    application.attach(window);
    window.show();
    return GalleryBench(application, window).run(folder.path() / "runs");
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    const int failed = measureMatrix();
    return failed != 0 || argc < 2 ? failed : measureGallery(argv[1]);
}
