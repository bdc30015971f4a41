#include <QAbstractButton>
#include <QFile>
#include <QTest>

#include "tests/pages/test_bench.h"
#include "tests/support/sure_run.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"
#include "ui/widgets/message_note.h"

using namespace saccade;

namespace {

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Reports saved from the Evaluate page.
class TstReportLine : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void endingChoosesTheFormat_data();
    void endingChoosesTheFormat();
    void lastFolderIsProposedAgain();
    void cancelWritesNothing();
    void recordOfTheRunIsKept();

private:
    void save(const QString& file);
    [[nodiscard]] QString note() const { return find<MessageNote>(*m_page, "reportNote")->text(); }
    [[nodiscard]] QString inFolder(const QString& name) const
    {
        return QString::fromStdString((m_bench->folder.path() / name.toStdString()).string());
    }

    std::unique_ptr<TestBench> m_bench;
    std::unique_ptr<EvaluatePage> m_page;
    QAbstractButton* m_button = nullptr;
    std::filesystem::path m_run;
};

void TstReportLine::init()
{
    m_bench = std::make_unique<TestBench>();
    m_run = recordSureRun(m_bench->folder.path() / "runs");
    m_page = std::make_unique<EvaluatePage>(m_bench->workbench);
    m_page->resize(1300, 860);
    m_page->show();
    m_button = find<QAbstractButton>(*m_page, "saveReportButton");
    m_bench->evaluate.open(m_run);
    QTRY_VERIFY(m_button->isEnabled());
}

void TstReportLine::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TstReportLine::save(const QString& file)
{
    m_bench->dialogs.saveFiles.push_back(file);
    click(m_button);
    QTRY_VERIFY(m_button->isEnabled());
}

void TstReportLine::endingChoosesTheFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QString>("written");
    QTest::newRow("page") << "a.html" << QByteArray("<!DOCTYPE html>") << "a.html";
    QTest::newRow("no ending") << "a" << QByteArray("<!DOCTYPE html>") << "a.html";
    QTest::newRow("document") << "a.pdf" << QByteArray("%PDF-1.") << "a.pdf";
    QTest::newRow("table") << "a.CSV" << QByteArray("class,") << "a.CSV";
    QTest::newRow("numbers") << "a.json" << QByteArray("{") << "a.json";
}

void TstReportLine::endingChoosesTheFormat()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, start);
    QFETCH(QString, written);
    save(inFolder(name));
    QVERIFY2(read(inFolder(written)).startsWith(start), read(inFolder(written)).left(40).constData());
    QVERIFY(note().contains(inFolder(written)));
    QVERIFY(note().contains(QStringLiteral("not open"))); // the run's images
    QVERIFY(find<QAbstractButton>(*m_page, "openReportButton")->isVisible());
    click(find<QAbstractButton>(*m_page, "closeReportNote"));
    QVERIFY(!find<QWidget>(*m_page, "reportLine")->isVisible());
}

void TstReportLine::lastFolderIsProposedAgain()
{
    save(inFolder(QStringLiteral("a.html")));
    QCOMPARE(m_bench->preferences.value(QStringLiteral("reportFolder")).toString() + QStringLiteral("/a.html"),
             inFolder(QStringLiteral("a.html")));
}

void TstReportLine::cancelWritesNothing()
{
    click(m_button);
    QCOMPARE(m_bench->dialogs.asked.last(), QStringLiteral("Save report"));
    QVERIFY(!find<QWidget>(*m_page, "reportLine")->isVisible());
}

void TstReportLine::recordOfTheRunIsKept()
{
    const QString record = QString::fromStdString((m_run / "report.json").string());
    const QByteArray before = read(record);
    save(record);
    QCOMPARE(read(record), before);
    QVERIFY(!note().isEmpty());
    QVERIFY(!find<QAbstractButton>(*m_page, "openReportButton")->isVisible());
}

SACCADE_TEST(tst_report_line, TstReportLine)
#include "tst_report_line.moc"
