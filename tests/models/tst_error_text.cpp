#include <QSet>
#include <QTest>

#include "tests/test_registry.h"
#include "ui/text/error_text.h"

using namespace saccade;

class TstErrorText final : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasItsSentence_data();
    void everyCodeHasItsSentence();
    void reasonsDiffer();
    void namesPathAndDetail();
    void leavesNoEmptyBrackets();
    void takesPercentSignsAsTheyAre();
};

void TstErrorText::everyCodeHasItsSentence_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code < kErrorCodeCount; ++code) {
        QTest::newRow(errorCodeName(static_cast<ErrorCode>(code))) << code;
    }
}

void TstErrorText::everyCodeHasItsSentence()
{
    QFETCH(int, code);
    const auto errorCode = static_cast<ErrorCode>(code);
    for (const char* detail : {"", "DETAIL"}) {
        for (const char* path : {"", "/a/b.png"}) {
            const QString text = errorText({errorCode, detail, path});
            QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
            QVERIFY2(!text.contains(QLatin1Char('%')), qPrintable(text));
            QVERIFY2(!text.contains(QLatin1String("()")) && !text.contains(QLatin1String("  ")), qPrintable(text));
            QVERIFY2(text.size() > 30, qPrintable(text));
        }
    }
    QVERIFY(!errorReason(errorCode).isEmpty());
    QVERIFY2(code == static_cast<int>(ErrorCode::Internal) ||
                 !errorText({errorCode, "", ""}).contains(QLatin1String("inside Saccade")),
             "this code fell through to the sentence of internal faults");
}

void TstErrorText::reasonsDiffer()
{
    QSet<QString> reasons;
    for (int code = 0; code < kErrorCodeCount; ++code) {
        reasons.insert(errorReason(static_cast<ErrorCode>(code)));
    }
    QCOMPARE(reasons.size(), kErrorCodeCount);
}

void TstErrorText::namesPathAndDetail()
{
    const QString text = errorText({ErrorCode::ImageDamaged, "ends after 12 rows", "/pictures/a.jpg"});
    QVERIFY(text.contains(QLatin1String("/pictures/a.jpg")));
    QVERIFY(text.contains(QLatin1String("ends after 12 rows")));
}

void TstErrorText::leavesNoEmptyBrackets()
{
    QVERIFY(!errorText({ErrorCode::OutOfMemory, "", ""}).contains(QLatin1Char('(')));
}

void TstErrorText::takesPercentSignsAsTheyAre()
{
    const QString text = errorText({ErrorCode::FileUnreadable, "100 %1", "/a%2b"});
    QVERIFY(text.contains(QLatin1String("/a%2b")));
    QVERIFY(text.contains(QLatin1String("100 %1")));
}

SACCADE_TEST(tst_error_text, TstErrorText)
#include "tst_error_text.moc"
