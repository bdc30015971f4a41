#pragma once

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QTest>
#include <chrono>
#include <memory>
#include <thread>

#include "engine/data/split.h"
#include "tests/pages/scripted_dialogs.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_frames.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "ui/window/workbench.h"

/// A whole workbench with fakes behind the sessions, for one test. `opens` answers what the data session asks: by
/// default a data set of stripes, three classes, 40 images for each class and part. `trains` is the script of a run.
struct TestBench
{
    explicit TestBench(FakeImageReader::Open opens = openStripes, FakeTrainer::Script trains = {})
        : reader(std::move(opens)),
          engine(std::move(trains)),
          data(loader),
          train(loader),
          predict(loader),
          exporter(loader, [this] { return saccade::Result<const saccade::ExportedNetworkOpener*>(&opener); }),
          preferences({}),
          workbench{loader,
                    data,
                    train,
                    evaluate,
                    predict,
                    exporter,
                    preferences,
                    dialogs,
                    folder.path() / "runs",
                    folder.path() / "cache",
                    folder.path() / "presets",
                    {},
                    [this] { return saccade::Result<const saccade::FrameOpener*>(&frames); }}
    {
        loader.adopt(&reader, &engine);
    }

    static saccade::Result<saccade::DataSet> openStripes(const saccade::OpenRequest& request, std::stop_token,
                                                         const std::function<void(const saccade::OpenProgress&)>&)
    {
        saccade::DataSet set = makeStripesDataSet(3, 40, {8, 8, 3});
        set.source = request.source;
        set.resize = request.resize;
        return set;
    }

    /// Opens a source and waits until it is there.
    void openData(const std::string& source = "sample", saccade::ResizeMode resize = saccade::ResizeMode::Squash)
    {
        saccade::OpenRequest request;
        request.source = source;
        request.resize = resize;
        data.open(request, {});
        QTRY_VERIFY(!data.isBusy());
    }

    TemporaryFolder folder;
    FakeImageReader reader;
    FakeComputeEngine engine;
    FakeNetworkOpener opener;
    FakeFrameOpener frames;
    ScriptedDialogs dialogs;
    saccade::EngineLoader loader;
    saccade::DataSession data;
    saccade::TrainSession train;
    saccade::EvaluateSession evaluate;
    saccade::PredictSession predict;
    saccade::ExportSession exporter;
    saccade::Preferences preferences;
    saccade::Workbench workbench;
};

/// The child of that object name, for a test that cannot go on without it.
template <typename Widget>
Widget* find(const QWidget& parent, const char* objectName)
{
    auto* found = parent.findChild<Widget*>(QLatin1String(objectName));
    if (!found) {
        qFatal("no %s in %s", objectName, qPrintable(parent.objectName()));
    }
    return found;
}

/// Opens the list by the keyboard and takes a row.
inline void chooseByKeys(QComboBox* box, int row)
{
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_VERIFY(box->view()->isVisible());
    box->view()->setCurrentIndex(box->model()->index(row, 0));
    QTest::keyClick(box->view(), Qt::Key_Return);
}

/// A real click in the middle.
inline void click(QWidget* widget, QPoint point = {})
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, point);
}
