#include <QAbstractTextDocumentLayout>
#include <QTest>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"
#include "ui/pages/report_pdf.h"
#include "ui/pages/report_pdf_pages.h"
#include "ui/pages/report_pdf_pictures.h"

using namespace saccade;

/// The report on paper.
class TstReportPdf : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Result<RunFolder> run = openRunFolder(recordSureRun(m_folder.path()));
        QVERIFY(run.hasValue());
        const Result<EvaluationReport> report = makeEvaluationReport(*run, Part::Test, nullptr);
        QVERIFY(report.hasValue());
        m_report = *report;
    }

    void isADocumentOfSomePages()
    {
        const QByteArray pdf = QByteArray::fromStdString(encodeReportPdf(m_report));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY(pdf.count("/Type /Page\n") >= 2);
        QVERIFY(!pdf.contains("/Subtype /Image")); // charts and matrix are drawn; there are no pictures here
    }

    void picturesAreInIt()
    {
        EvaluationReport report = m_report;
        for (WorstError& error : report.worst) {
            error.picture = Image{{4, 4, 3}, std::vector<std::uint8_t>(48, 100)};
        }
        QVERIFY(QByteArray::fromStdString(encodeReportPdf(report)).contains("/Subtype /Image"));
    }

    void aHeadingGoesToThePageOfWhatFollows()
    {
        for (int lines = 1; lines < 40; ++lines) { // the heading comes down the page, and at last onto the next one
            QTextDocument document;
            document.setDocumentMargin(0);
            document.setPageSize({400, 300});
            QTextCursor cursor(&document);
            for (int i = 0; i < lines; ++i) {
                cursor.insertText(QStringLiteral("before"));
                cursor.insertBlock();
            }
            const int heading = cursor.position();
            cursor.insertText(QStringLiteral("Heading"));
            QTextTable* table = cursor.insertTable(1, 2);
            table->cellAt(0, 0).firstCursorPosition().insertText(QStringLiteral("one\ntwo\nthree"));
            const int end = table->cellAt(0, 1).lastPosition();
            cursor.movePosition(QTextCursor::End);
            cursor.insertText(QStringLiteral("after"));
            keepTogether(document, {{heading, end}});
            const auto pageOf = [&](double y) { return static_cast<int>(y / 300); };
            const QAbstractTextDocumentLayout& layout = *document.documentLayout();
            QCOMPARE(pageOf(layout.blockBoundingRect(document.findBlock(heading)).top()),
                     pageOf(layout.frameBoundingRect(table).bottom() - 1));
            QVERIFY(layout.blockBoundingRect(document.lastBlock()).height() > 0);
        }
    }

    void namesInTheMatrixAreEscapedAndShort()
    {
        ConfusionMatrix matrix(2);
        matrix.add(0, 0);
        matrix.add(1, 0);
        const QByteArray svg = QByteArray::fromStdString(matrixSvg(matrix, {"<b>&\"", "a name that is too long"}));
        QVERIFY(svg.contains("&lt;b&gt;&amp;&quot;"));
        QVERIFY(!svg.contains("<b>"));
        QVERIFY(!svg.contains("too long"));
        QCOMPARE(svg.count("<rect"), 4);
    }

private:
    TemporaryFolder m_folder;
    EvaluationReport m_report;
};

SACCADE_TEST(tst_report_pdf, TstReportPdf)
#include "tst_report_pdf.moc"
