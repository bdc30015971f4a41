#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>
#include <QSlider>
#include <fstream>

#include "engine/base/atomic_file.h"
#include "engine/formats/model_files.h"
#include "engine/formats/onnx_export.h"
#include "engine/runs/answer_rule.h"
#include "engine/runs/deploy_bundle.h"
#include "engine/runs/portable_run.h"
#include "engine/session/answer_rules.h"
#include "tests/pages/predict_fixture.h"
#include "tests/test_registry.h"
#include "ui/pages/model_names.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/paired_bars.h"

using namespace saccade;

namespace {

struct Fixture : PredictFixture
{
    /// A run's exported weights with their description.
    std::filesystem::path exported(const RunFolder& run, const char* name)
    {
        const std::filesystem::path file = bench.folder.path() / name;
        const Result<PortableModel> model = loadPortableModel(run);
        if (!model || !saveModel(file, *model)) {
            qFatal("%s was not exported", name);
        }
        return file;
    }

    [[nodiscard]] QComboBox* chooser() const { return find<QComboBox>(*page, "modelChooser"); }
    [[nodiscard]] PairedBars* bars() const { return find<PairedBars>(*page, "compareBars"); }

    /// Chooses the entry of that object name, or of that text, in the menu of "Compare with…".
    void compareBy(const char* name)
    {
        auto* menu = find<QMenu>(*page, "compareMenu");
        click(button("compareButton"));
        QTRY_VERIFY(menu->isVisible());
        for (QAction* action : menu->actions()) {
            if (action->objectName() == QLatin1String(name) || action->text() == QLatin1String(name)) {
                menu->setActiveAction(action);
                QTest::keyClick(menu, Qt::Key_Return);
                return;
            }
        }
        qFatal("no %s in the menu", name);
    }

    void compareWith(const RunFolder& run)
    {
        bench.dialogs.folders.push_back(QString::fromStdString(run.path.string()));
        compareBy("compareFolderAction");
        QTRY_VERIFY(isShown("compareModel"));
    }
};

} // namespace

/// Model files, and a second network beside the first.
class TstPredictModels : public QObject
{
    Q_OBJECT

private slots:
    void aDroppedFileAnswers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("safetensors") << QStringLiteral("model.safetensors");
        QTest::newRow("pt") << QStringLiteral("model.pt");
    }
    void aDroppedFileAnswers()
    {
        QFETCH(QString, name);
        Fixture f;
        const auto run = f.record("run");
        QVERIFY(f.dropPath(f.exported(*run, qPrintable(name))));
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (%1)").arg(name));
        f.classify("a.png");
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, sure"));
        QCOMPARE(f.text("predictModel"), QStringLiteral("run (%1)").arg(name));
        QVERIFY(!f.isShown("dropNote"));
    }

    void anOnnxFileAndABundleAnswer()
    {
        Fixture f;
        const auto run = f.record("run");
        const Result<std::vector<std::uint8_t>> bytes = encodeOnnx(*loadPortableModel(*run));
        QVERIFY(bytes.hasValue());
        const std::filesystem::path folder = f.bench.folder.path() / "bundle";
        std::filesystem::create_directories(folder);
        QVERIFY(writeFileAtomically(bundleModel(folder), *bytes).hasValue());
        QVERIFY(f.dropPath(bundleModel(folder)));
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (model.onnx)"));
        QVERIFY(f.dropPath(folder));
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (bundle)"));
        f.bench.dialogs.folders.push_back(QString::fromStdString(folder.string()));
        f.openRun(*run);
        f.chooser()->setCurrentIndex(f.chooser()->findText(QStringLiteral("Open a run folder…")));
        emit f.chooser()->activated(f.chooser()->currentIndex());
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (bundle)"));
    }

    void aChosenFileIsOfferedAgain()
    {
        Fixture f;
        const std::filesystem::path file = f.exported(*f.record("run"), "model.safetensors");
        f.bench.dialogs.files.push_back({QString::fromStdString(file.string())});
        click(f.button("openModelButton")); // of the empty page
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (model.safetensors)"));
        f.openRun(*f.record("other"));
        const int row = f.chooser()->findData(QString::fromStdString(file.string()));
        QVERIFY(row > 0);
        f.chooser()->setFocus();
        QTest::keyClick(f.chooser(), Qt::Key_Down);
        f.chooser()->view()->setCurrentIndex(f.chooser()->model()->index(row, 0));
        QTest::keyClick(f.chooser()->view(), Qt::Key_Return);
        QTRY_COMPARE(f.chooser()->currentText(), QStringLiteral("run (model.safetensors)"));
    }

    void browsingOnEvaluateKeepsTheNetworkChosenHere()
    {
        Fixture f;
        const auto run = f.record("run");
        f.openRun(*run);
        const QString file = QStringLiteral("run (model.safetensors)");
        QVERIFY(f.dropPath(f.exported(*run, "model.safetensors")));
        QTRY_COMPARE(f.chooser()->currentText(), file);
        f.bench.evaluate.show(Part::Test);
        QTRY_VERIFY(!f.bench.evaluate.isBusy());
        f.classify("a.png"); // by now a run that was asked for would have come
        QCOMPARE(f.chooser()->currentText(), file);
        f.openRun(*run); // opened anew it answers again
    }

    void modelFilesAreToldApartByTheirFolder()
    {
        QCOMPARE(modelFileLabel(QStringLiteral("/runs/cats/export/model.onnx")), QStringLiteral("cats/model.onnx"));
        QCOMPARE(modelFileLabel(QStringLiteral("/home/me/model.pt")), QStringLiteral("me/model.pt"));
        QCOMPARE(modelFileLabel(QStringLiteral("/model.pt")), QStringLiteral("model.pt"));
        QCOMPARE(modelFileLabel(QStringLiteral("model.pt")), QStringLiteral("model.pt"));
    }

    void aFileKeepsItsOwnThreshold()
    {
        Fixture f;
        const auto run = f.record("run");
        QVERIFY(saveAnswerRule(run->path, {1, 0.6}).hasValue());
        QVERIFY(f.dropPath(f.exported(*run, "model.safetensors")));
        QTRY_COMPARE(f.text("predictThresholdValue"), QStringLiteral("60 %"));
        QVERIFY(!find<QSlider>(*f.page, "predictThreshold")->isEnabled());
        QVERIFY(f.isShown("predictThresholdWhy"));
        f.openRun(*run);
        QTRY_VERIFY(find<QSlider>(*f.page, "predictThreshold")->isEnabled());
    }

    void aFileThatIsNoModelIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("onnx") << QStringLiteral("broken.onnx");
        QTest::newRow("safetensors") << QStringLiteral("broken.safetensors");
        QTest::newRow("pt") << QStringLiteral("broken.pt");
    }
    void aFileThatIsNoModelIsNamed()
    {
        QFETCH(QString, name);
        Fixture f;
        f.openRun(*f.record("run"));
        const QString before = f.chooser()->currentText();
        const std::filesystem::path file = f.bench.folder.path() / name.toStdString();
        std::ofstream(file) << "no model at all";
        QVERIFY(f.dropPath(file));
        QTRY_VERIFY(f.isShown("dropNote"));
        QVERIFY(f.text("dropNote").contains(QLatin1String("broken")));
        QCOMPARE(f.chooser()->currentText(), before); // it still answers
        f.classify("a.png");
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, sure"));
    }

    void imagesWaitForADroppedModel()
    {
        Fixture f;
        QVERIFY(f.dropPath("/photos/a.png"));
        QVERIFY(f.dropPath(f.exported(*f.record("run"), "model.safetensors")));
        QTRY_COMPARE(f.history().rowCount(), 1);
    }

    void aSecondNetworkAnswersBesideTheFirst()
    {
        Fixture f;
        f.openRun(*f.record("three"));
        QVERIFY(!f.isShown("compareModel"));
        f.compareWith(*f.record("five", 5));
        QCOMPARE(f.text("compareModel"), QStringLiteral("Best of five"));
        f.classify("a.png"); // 5 modulo 3, 5 modulo 5
        QTRY_COMPARE(f.text("compareSentence"),
                     QStringLiteral("They disagree: the first says class-2, the second class-0."));
        const auto& rows = f.bars()->rows();
        QCOMPARE(rows[0].name, QStringLiteral("class-2"));
        QCOMPARE(rows[0].first, 1.0);
        QCOMPARE(rows[0].second, 0.0);
        f.bench.dialogs.files.push_back({QStringLiteral("/photos/1234567890 12.png")}); // 17: class 2 of both
        click(f.button("openImagesButton"));
        QTRY_COMPARE(f.text("compareSentence"), QStringLiteral("Both say class-2, equally sure."));
        QCOMPARE(f.text("compareAgreement"), QStringLiteral("The same answer for 1 of 2 images that both saw"));
        f.list().setCurrentIndex(f.history().index(1, 0)); // its answer is kept
        QVERIFY(f.text("compareSentence").startsWith(QLatin1String("They disagree")));
    }

    void earlierImagesAreAskedWhenTheyAreLookedAt()
    {
        Fixture f;
        f.openRun(*f.record("three"));
        f.classify("a.png");
        f.compareWith(*f.record("five", 5));
        QTRY_VERIFY(f.text("compareSentence").startsWith(QLatin1String("They disagree")));
        f.bench.engine.setConfidence(0.75F);
        f.compareWith(*f.record("again", 3));
        QTRY_COMPARE(f.text("compareSentence"), QStringLiteral("Both say class-2; the first is 25.0 points surer."));
    }

    void aComparedFileIsOfferedAgain()
    {
        Fixture f;
        const auto run = f.record("three");
        f.openRun(*run);
        f.bench.dialogs.files.push_back({QString::fromStdString(f.exported(*run, "model.safetensors").string())});
        f.compareBy("compareFileAction");
        QTRY_COMPARE(f.text("compareModel"), QStringLiteral("three (model.safetensors)"));
        click(f.button("removeCompareButton"));
        f.compareBy(qPrintable(modelFileLabel(f.bench.preferences.recentModels().first())));
        QTRY_VERIFY(f.isShown("compareModel"));
    }

    void theSecondNetworkCanBeTakenAway()
    {
        Fixture f;
        f.openRun(*f.record("three"));
        f.compareWith(*f.record("five", 5));
        click(f.button("removeCompareButton"));
        QVERIFY(!f.isShown("compareModel") && !f.isShown("removeCompareButton"));
        f.classify("a.png");
        QVERIFY(!f.isShown("compareSentence"));
    }

    void aSecondNetworkThatCannotBeReadIsNamed()
    {
        Fixture f;
        f.openRun(*f.record("three"));
        std::ofstream(f.bench.folder.path() / "broken.onnx") << "no model";
        f.bench.dialogs.files.push_back({QString::fromStdString((f.bench.folder.path() / "broken.onnx").string())});
        f.compareBy("compareFileAction");
        auto* note = find<MessageNote>(*f.page, "compareNote");
        QTRY_VERIFY(note->text().contains(QLatin1String("broken.onnx")));
        QVERIFY(!f.isShown("compareModel"));
    }

    void theRunsRuleCountsForTheSecondNetworkToo()
    {
        Fixture f;
        f.bench.engine.setConfidence(0.75F);
        const auto run = f.record("run");
        f.openRun(*run);
        f.compareWith(*run);
        f.classify("a.png");
        QTRY_COMPARE(f.text("compareSentence"), QStringLiteral("Both say class-2, equally sure."));
        f.bench.evaluate.answerRules().decide({1, 0.9});
        QTRY_COMPARE(f.text("compareSentence"), QStringLiteral("Both say “unknown”."));
    }

    void bothAnswersAreThereAfterARestart()
    {
        Fixture f;
        f.bench.workbench.historyFile = f.bench.folder.path() / "predictions.json";
        f.restart();
        const auto five = f.record("five", 5);
        f.openRun(*f.record("three"));
        f.compareWith(*five);
        f.classify("a.png");
        QTRY_VERIFY(f.text("compareSentence").startsWith(QLatin1String("They disagree")));
        const int asked = f.bench.engine.predictorsAsked();
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        QTRY_COMPARE(f.text("compareModel"), QStringLiteral("Best of five")); // what was chosen is chosen
        QTRY_VERIFY(f.text("compareSentence").startsWith(QLatin1String("They disagree")));
        QCOMPARE(f.bench.engine.predictorsAsked(), asked);
        click(f.button("removeCompareButton"));
        f.restart();
        QTRY_COMPARE(f.history().rowCount(), 1);
        QVERIFY(!f.isShown("compareModel") && find<MessageNote>(*f.page, "compareNote")->text().isEmpty());
    }
};

SACCADE_TEST(tst_predict_models, TstPredictModels)
#include "tst_predict_models.moc"
