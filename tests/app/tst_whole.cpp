#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
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
    connect(&train, &TrainSession::updated, this,
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

void TstWhole::dropAnImage(const QString& file)
{
    PredictSession& predict = m_application->workbench().predict;
    QTRY_VERIFY_WITH_TIMEOUT(predict.hasModel(), kSlow);
    Prediction answer;
    connect(&predict, &PredictSession::predicted, this, [&answer](const Prediction& each) { answer = each; });
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
    Application application({}, {{}, folder.path() / "runs", folder.path() / "cache"}, dialogs);
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
    dropAnImage(writeShape(folder.path()));
    exportTheRun();
}

SACCADE_TEST(tst_whole, TstWhole)
#include "tst_whole.moc"
