#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "app/application.h"
#include "engine/data/sample_shapes.h"
#include "tests/pages/scripted_dialogs.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"
#include "ui/pages/data_page.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/export_page.h"
#include "ui/pages/predict_page.h"
#include "ui/pages/train_page.h"
#include "ui/plots/matrix_view.h"
#include "ui/widgets/image_grid.h"
#include "ui/window/main_window.h"

using namespace saccade;

namespace {

constexpr int kSlow = 240'000; // a loaded machine may train slowly; nothing here asserts a time

std::vector<Page*> realPages(Workbench& workbench)
{
    return {new DataPage(workbench), new TrainPage(workbench), new EvaluatePage(workbench), new PredictPage(workbench),
            new ExportPage(workbench)};
}

QString writeShape(const std::filesystem::path& folder)
{
    const Image shape = renderSampleShape(6, 12'345);
    const QImage picture(shape.pixels.data(), 32, 32, 96, QImage::Format_RGB888);
    const QString file = QString::fromStdString((folder / "star.png").string());
    return picture.save(file) ? file : QString();
}

void drop(QWidget& target, const QString& file)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(target.rect().center(), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QDropEvent event(target.rect().center(), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
}

} // namespace

/// The loop of a newcomer, with the real decoder and trainer, by clicks and keys alone: open, start, watch, stop,
/// evaluate, click a cell, drop an image, export.
class TstWhole : public QObject
{
    Q_OBJECT

private slots:
    void theLoop();

private:
    void click(const char* name);
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    void startAndStop();
    void clickACell();
    void actOnTheImages();
    void goOnFromTheRun();
    void dropAnImage(const QString& file);
    void exportTheRun();

    MainWindow* m_window = nullptr;
    Application* m_application = nullptr;
};

void TstWhole::click(const char* name)
{
    auto* button = find<QAbstractButton>(name);
    QVERIFY2(button != nullptr, name);
    QTRY_VERIFY2_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), name, kSlow);
    QTest::mouseClick(button, Qt::LeftButton);
}

void TstWhole::startAndStop()
{
    TrainSession& train = m_application->workbench().train;
    click("startButton");
    QTRY_VERIFY_WITH_TIMEOUT(train.state() == TrainState::Running, kSlow);
    std::size_t points = 0;
    const QObject untilTheEnd;
    connect(&train, &TrainSession::updated, &untilTheEnd,
            [&points](const TrainUpdate& update) { points += update.batches.size(); });
    QTRY_VERIFY_WITH_TIMEOUT(points > 3, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("trainState")->text().contains(QLatin1String("Epoch")), kSlow);
    click("stopButton");
    QTRY_VERIFY_WITH_TIMEOUT(train.state() == TrainState::Idle, kSlow);
}

void TstWhole::clickACell()
{
    QTest::keyClick(m_window, Qt::Key_3, Qt::ControlModifier);
    const EvaluateSession& evaluate = m_application->workbench().evaluate;
    QTRY_VERIFY_WITH_TIMEOUT(evaluate.evaluation().run != nullptr, kSlow);
    auto* view = find<MatrixView>("matrixView");
    QTRY_VERIFY(view->isVisible());
    const ConfusionMatrix& matrix = evaluate.evaluation().matrix;
    QCOMPARE(matrix.total(), std::int64_t{kSampleTestCount});
    int predicted = 0; // the fullest cell of the first row
    for (int column = 1; column < matrix.classCount(); ++column) {
        predicted = matrix.count(0, column) > matrix.count(0, predicted) ? column : predicted;
    }
    QTest::mouseClick(view, Qt::LeftButton, {}, view->cellRect(0, predicted).center());
    QCOMPARE(find<ImageGrid>("galleryGrid")->model()->rowCount(), static_cast<int>(matrix.count(0, predicted)));
}

/// By keys on the gallery of the cell: relabel two images, take that back and make it again, exclude a third.
void TstWhole::actOnTheImages()
{
    const DataSession& data = m_application->workbench().data;
    auto* grid = find<ImageGrid>("galleryGrid");
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->cellRect(0).center());
    QTest::keyClick(grid, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(grid->selectedRows().size(), std::size_t{2});
    QTest::keyClick(grid, Qt::Key_R);
    auto* search = find<QLineEdit>("classPopupSearch");
    QTRY_VERIFY(search->isVisible());
    QTest::keyClicks(search, QStringLiteral("star"));
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(data.dataSet().changes.size(), std::size_t{2});
    m_window->activateWindow(); // which a window manager does when a popup goes
    QTRY_VERIFY(grid->hasFocus());
    QCOMPARE(data.dataSet().changes.front().to, std::string("star"));
    QCOMPARE(grid->model()->index(0, 0).data(ImageGrid::CaptionRole).toString(), QStringLiteral("now star"));
    QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(data.dataSet().changes.empty());
    QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(data.dataSet().changes.size(), std::size_t{2});
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_X);
    QTRY_COMPARE(data.dataSet().changes.size(), std::size_t{3});
    QCOMPARE(grid->model()->index(2, 0).data(ImageGrid::CaptionRole).toString(), QStringLiteral("excluded"));
    QVERIFY(!find<QPushButton>("moveButton")->isEnabled()); // test images stay test images
}

void TstWhole::goOnFromTheRun()
{
    Workbench& workbench = m_application->workbench();
    const std::filesystem::path first = workbench.evaluate.evaluation().run->path;
    click("applyChangesButton");
    QVERIFY(find<QLabel>("changesScore")->text().contains(QLatin1String("with these changes")));
    click("continueTrainingButton");
    m_window->activateWindow(); // which a window manager does when a popup goes
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("startLabel")->isVisible(), kSlow);
    QVERIFY(m_window->currentPage() == PageId::Train);
    startAndStop();
    QTRY_VERIFY_WITH_TIMEOUT(workbench.evaluate.evaluation().run->path != first, kSlow);
    const TrainPlan& plan = workbench.evaluate.evaluation().run->plan;
    QVERIFY(plan.start.has_value());
    QCOMPARE(plan.start->run, first.string());
    QCOMPARE(plan.data.changes.size(), std::size_t{3});
    QCOMPARE(workbench.evaluate.evaluation().matrix.total(), std::int64_t{kSampleTestCount - 1});
    QTest::keyClick(m_window, Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(find<ImageGrid>("galleryGrid")->isVisible());
    QVERIFY(!find<QPushButton>("applyChangesButton")->isVisible()); // this run knows them
}

void TstWhole::dropAnImage(const QString& file)
{
    PredictSession& predict = m_application->workbench().predict;
    QTRY_VERIFY_WITH_TIMEOUT(predict.hasModel(), kSlow);
    Prediction answer;
    const QObject untilTheEnd;
    connect(&predict, &PredictSession::predicted, &untilTheEnd, [&answer](const Prediction& each) { answer = each; });
    drop(*m_window, file);
    QTRY_COMPARE_WITH_TIMEOUT(answer.probabilities.size(), std::size_t{10}, kSlow);
    QVERIFY(!answer.error.has_value());
    QVERIFY(m_window->currentPage() == PageId::Predict);
    QTRY_VERIFY(!find<QLabel>("predictSentence")->text().isEmpty());
}

void TstWhole::exportTheRun()
{
    QTest::keyClick(m_window, Qt::Key_5, Qt::ControlModifier);
    QTest::keyClick(find<QComboBox>("checkImagesBox"), Qt::Key_Home); // the fewest
    click("exportButton");
    const ExportSession& exporter = m_application->workbench().exporter;
    QTRY_VERIFY_WITH_TIMEOUT(!exporter.outcomes().empty() && !exporter.isBusy(), kSlow);
    const ExportOutcome& outcome = exporter.outcomes().front();
    QVERIFY2(!outcome.error, outcome.error ? outcome.error->detail.c_str() : "");
    QVERIFY2(!outcome.uncheckable, outcome.uncheckable ? outcome.uncheckable->detail.c_str() : "");
    QVERIFY(outcome.report->check->isPassed);
    QCOMPARE(outcome.report->check->difference.images, std::int64_t{100});
    QVERIFY(std::filesystem::exists(outcome.run->path / "export" / "model.onnx"));
}

void TstWhole::theLoop()
{
    const TemporaryFolder folder;
    ScriptedDialogs dialogs;
    Application application({}, {{}, folder.path() / "runs", folder.path() / "cache", {}, folder.path() / "changes"},
                            dialogs);
    MainWindow window(application.workbench(), realPages(application.workbench()));
    m_application = &application;
    m_window = &window;
    application.attach(window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    click("trySampleButton");
    QTRY_VERIFY_WITH_TIMEOUT(application.workbench().data.dataSet().count() == 12'000, kSlow);
    click("useForTrainingButton");
    startAndStop();
    if (QTest::currentTestFailed()) {
        return;
    }
    clickACell();
    actOnTheImages();
    if (QTest::currentTestFailed()) {
        return;
    }
    goOnFromTheRun();
    if (QTest::currentTestFailed()) {
        return;
    }
    dropAnImage(writeShape(folder.path()));
    exportTheRun();
}

SACCADE_TEST(tst_whole, TstWhole)
#include "tst_whole.moc"
