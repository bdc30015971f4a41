#pragma once

#include <QDragEnterEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <memory>

#include "engine/runs/run_folder.h"
#include "tests/pages/test_bench.h"
#include "tests/support/recorded_folder.h"
#include "ui/pages/predict_page.h"

/// A shown Predict page that can be made anew, as after a restart, and runs for it. The fake answers a file with the
/// length of its name modulo the classes.
struct PredictFixture
{
    PredictFixture() { restart(); }

    /// The page goes, with all that it writes at its end, and comes again.
    void restart()
    {
        page.reset();
        page = std::make_unique<saccade::PredictPage>(bench.workbench);
        page->resize(1200, 900);
        page->show();
    }

    /// A recorded run of three classes below the runs' folder.
    std::shared_ptr<const saccade::RunFolder> record(const char* name, int classes = 3)
    {
        return recordedFolder(bench.workbench.runsFolder / name, makeStripesDataSet(classes, 40, {8, 8, 3}));
    }

    /// Opens a run as the Evaluate page does and waits until its network answers here.
    void openRun(const saccade::RunFolder& run)
    {
        bench.evaluate.open(run.path);
        QTRY_VERIFY(bench.predict.model() && bench.predict.model()->source == run.path);
    }

    bool drop(const QMimeData& mime)
    {
        QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page.get(), &enter);
        if (!enter.isAccepted()) {
            return false;
        }
        QDropEvent event(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        event.setAccepted(false);
        QApplication::sendEvent(page.get(), &event);
        return event.isAccepted();
    }

    bool dropPath(const std::filesystem::path& path)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        return drop(mime);
    }

    /// Drops a file of that name and waits for its answer.
    void classify(const char* name)
    {
        const int before = history().rowCount();
        QVERIFY(dropPath(std::filesystem::path("/photos") / name));
        QTRY_COMPARE(history().rowCount(), before + 1);
    }

    [[nodiscard]] QListView& list() const { return *find<QListView>(*page, "historyList"); }
    [[nodiscard]] QAbstractItemModel& history() const { return *list().model(); }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(*page, label)->text(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(*page, name)->isVisible(); }
    [[nodiscard]] QPushButton* button(const char* name) const { return find<QPushButton>(*page, name); }

    TestBench bench;
    std::unique_ptr<saccade::PredictPage> page;
};
