#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "engine/runs/report_files.h"
#include "engine/runs/report_words.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// tinyPlan() with class names that markup, JSON and spreadsheets must not take for their own.
TrainPlan hostilePlan()
{
    TrainPlan plan = tinyPlan();
    plan.data.classNames = {"<script>alert(1)</script>", "=cmd|' /C calc'!A0", "caf\xc3\xa9 & \"x\" \xff"};
    return plan;
}

} // namespace

/// The figures of five images of which three are right, as files.
class TstEvaluationReport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const std::unique_ptr<RunRecorder> recorder =
            *RunRecorder::create(m_folder.path() / "run", hostilePlan(), true);
        recordTwoSteps(*recorder);
        QVERIFY(recorder->finish(completedReport()).hasValue());
        const Result<RunFolder> run = openRunFolder(recorder->path());
        QVERIFY(run.hasValue());
        m_run = *run;
        m_report = *makeEvaluationReport(m_run, reportedPart(m_run), nullptr);
    }

    void figuresAreThoseOfThePredictions()
    {
        QCOMPARE(m_report.part, Part::Test);
        QVERIFY(m_report.matrix.total() == 5 && m_report.matrix.correct() == 3);
        QVERIFY(m_report.accuracy == wilsonInterval(3, 5));
        QCOMPARE(m_report.worst.size(), std::size_t{2});
        QVERIFY(m_report.worst[0].confidence >= m_report.worst[1].confidence);
        QVERIFY(!m_report.worst[0].picture && m_report.worst[0].name.empty());
        QCOMPARE(m_report.confusions.size(), std::size_t{2});
        QVERIFY(!m_report.findings.empty());
        QCOMPARE(makeEvaluationReport(m_run, Part::Training, nullptr).error().code, ErrorCode::SplitEmpty);
    }

    void htmlIsWellFormedAndEscaped()
    {
        const QByteArray html = QByteArray::fromStdString(encodeReportHtml(m_report));
        QXmlStreamReader reader(html);
        int tables = 0;
        int charts = 0;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement) {
                QVERIFY(reader.name() != QLatin1String("script"));
                tables += reader.name() == QLatin1String("table") ? 1 : 0;
                charts += reader.name() == QLatin1String("svg") ? 1 : 0;
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(tables >= 4 && charts == 4);
        QVERIFY(html.contains("&lt;script&gt;alert(1)"));
        QVERIFY(html.contains("60.00 % right"));
        QVERIFY(!html.contains("http")); // nothing to load
        QVERIFY(QString::fromUtf8(html).toUtf8() == html);
    }

    void picturesComeFromTheRunsOwnImagesOnly()
    {
        DataSet images = makeStripesDataSet(3, 4, {2, 2, 1});
        images.thumbnails = images.pixels;
        images.classNames = m_run.plan.data.classNames;
        images.id = "another";
        QVERIFY(!makeEvaluationReport(m_run, Part::Test, &images)->worst[0].picture);
        images.id = m_run.plan.data.id;
        const EvaluationReport report = *makeEvaluationReport(m_run, Part::Test, &images);
        QVERIFY(report.worst[0].picture.has_value() && !report.worst[0].name.empty());
        QCOMPARE(report.trainingCounts.size(), std::size_t{3});
        const std::vector<Sample>& all = *images.samples; // fewer than the predictions speak of:
        images.samples = std::make_shared<const std::vector<Sample>>(all.begin(), all.begin() + 5);
        QVERIFY(!makeEvaluationReport(m_run, Part::Test, &images)->worst[0].picture);
        QVERIFY(encodeReportHtml(report).find("data:image/png;base64,iVBORw0KGgo") != std::string::npos);
    }

    void singleEpochIsSaidInWords()
    {
        EvaluationReport report = m_report;
        report.run.epochs.assign(1, EpochPoint());
        report.run.epochs[0].trainLoss = 0.5;
        report.run.epochs[0].trainAccuracy = 0.75;
        const std::string html = encodeReportHtml(report);
        QVERIFY(html.find("there is no curve. Training: loss 0.500, 75.00 % right.") != std::string::npos);
        QVERIFY(html.find("Loss by epoch") == std::string::npos);
    }

    void jsonHasTheSameNumbers()
    {
        const QJsonObject json =
            QJsonDocument::fromJson(QByteArray::fromStdString(encodeReportJson(m_report))).object();
        QCOMPARE(json[QLatin1String("accuracy")].toDouble(), 0.6);
        QCOMPARE(json[QLatin1String("right")].toInt(), 3);
        const QJsonArray classes = json[QLatin1String("classes")].toArray();
        QCOMPARE(classes.size(), 3);
        for (qsizetype i = 0; i < 3; ++i) {
            const ClassScores& scores = m_report.classes.classes[static_cast<std::size_t>(i)];
            QCOMPARE(classes[i][QLatin1String("f1")].toDouble(), scores.f1);
            QCOMPARE(classes[i][QLatin1String("support")].toInt(), static_cast<int>(scores.support));
        }
        QCOMPARE(json[QLatin1String("confusion")][0][0].toInt(), static_cast<int>(m_report.matrix.count(0, 0)));
        QCOMPARE(json[QLatin1String("curves")].toArray().size(), 2);
    }

    void csvIsHarmless()
    {
        const std::string csv = encodeReportCsv(m_report);
        QVERIFY(csv.find("\r\n=cmd") == std::string::npos);
        QVERIFY(csv.find("'=cmd") != std::string::npos);
        QVERIFY(csv.find("truth \\ predicted") != std::string::npos);
    }

    void wordsForEveryFinding()
    {
        QCOMPARE(countText(1234567), std::string("1,234,567"));
        QCOMPARE(countText(-1000), std::string("-1,000"));
        QCOMPARE(shareWithInterval(0.5, {0.25, 0.75}, 0), std::string("50 % (25 to 75)"));
        QCOMPARE(decimalText(NAN, 2), std::string("-"));
        const std::vector<std::string> names{"cat", "dog"};
        ConfusionFinding confusion;
        confusion.confusion = {0, 1, 37, 0.037};
        confusion.truthImages = 1000;
        QVERIFY(findingSentence(confusion, names).starts_with("cat is taken for dog in 37 of 1,000 images, 3.7 %"));
        for (const Finding& finding :
             {Finding(AccuracyFinding{}), Finding(SmallTestFinding{}), Finding(ShortClassFinding{}),
              Finding(LabelSuspectsFinding{}), Finding(OverfittingFinding{}), Finding(UnderfittingFinding{}),
              Finding(StillLearningFinding{}), Finding(ConfidenceFinding{})}) {
            QVERIFY(findingSentence(finding, names).ends_with('.'));
        }
    }

private:
    TemporaryFolder m_folder;
    RunFolder m_run;
    EvaluationReport m_report;
};

SACCADE_TEST(tst_evaluation_report, TstEvaluationReport)
#include "tst_evaluation_report.moc"
