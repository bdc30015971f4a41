#include <QTest>
#include <set>

#include "app/cli/cli_text.h"
#include "app/cli/exit_status.h"
#include "app/cli/json_text.h"
#include "app/cli/number_text.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

/// The words and figures of the headless program.
class TstCliText : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasItsSentence()
    {
        std::set<std::string> sentences;
        for (int i = 0; i < kErrorCodeCount; ++i) {
            const auto code = static_cast<ErrorCode>(i);
            const std::string full = errorSentence({code, "the detail", "/the/path"});
            const std::string bare = errorSentence({code, {}, {}});
            QVERIFY2(full.find("the detail") != std::string::npos || full.find("/the/path") != std::string::npos,
                     full.c_str());
            for (const std::string& sentence : {full, bare}) {
                QVERIFY2(sentence.find('$') == std::string::npos, sentence.c_str());
                QVERIFY2(sentence.find("()") == std::string::npos, sentence.c_str());
                QVERIFY2(sentence.ends_with("."), sentence.c_str());
            }
            QVERIFY2(sentences.insert(full).second, full.c_str());
        }
    }

    void everyCodeHasAStatus()
    {
        for (int i = 0; i < kErrorCodeCount; ++i) {
            QVERIFY(exitStatusOf(static_cast<ErrorCode>(i)) != ExitStatus::Ok);
        }
        QCOMPARE(static_cast<int>(exitStatusOf(ErrorCode::PresetUnknown)), 2);
        QCOMPARE(static_cast<int>(exitStatusOf(ErrorCode::FileNotFound)), 3);
        QCOMPARE(static_cast<int>(exitStatusOf(ErrorCode::EngineMissing)), 4);
        QCOMPARE(static_cast<int>(exitStatusOf(ErrorCode::Diverged)), 5);
        QCOMPARE(static_cast<int>(exitStatusOf(ErrorCode::Cancelled)), 130);
    }

    void aPathIsNeverTakenForAMark()
    {
        const std::string text = errorSentence({ErrorCode::FileUnreadable, "why $P", "/a/$D"});
        QCOMPARE(bytes(text), QByteArray("/a/$D cannot be read (why $P). Check its permissions, then try again."));
    }

    void aTerminalGetsOneHarmlessLine()
    {
        QCOMPARE(bytes(printable("a\x1b[2Jb\nc\x7f")), QByteArray("a?[2Jb?c?"));
        QCOMPARE(bytes(printable("\xff\xc3\xa9")), QByteArray("\xef\xbf\xbd\xc3\xa9"));
    }

    void jsonSurvivesAnyBytes()
    {
        const Json object{{"path", "\xff/\xe2\x82/\xc3\xa9\n"}, {"b", 1}};
        QCOMPARE(bytes(jsonLine(object)), QByteArray("{\"path\":\"\xef\xbf\xbd/\xef\xbf\xbd/\xc3\xa9\\n\",\"b\":1}"));
    }

    void figures()
    {
        QCOMPARE(bytes(fixedText(0.9534, 3)), QByteArray("0.953"));
        QCOMPARE(bytes(groupedText(999)), QByteArray("999"));
        QCOMPARE(bytes(groupedText(12500)), QByteArray("12,500"));
        QCOMPARE(bytes(groupedText(-1234567)), QByteArray("-1,234,567"));
        QCOMPARE(bytes(durationText(0.2)), QByteArray("1 s"));
        QCOMPARE(bytes(durationText(200)), QByteArray("3 min 20 s"));
        QCOMPARE(bytes(durationText(7500)), QByteArray("2 h 5 min"));
        QCOMPARE(bytes(bytesText(1023)), QByteArray("1023 B"));
        QCOMPARE(bytes(bytesText(1536ULL << 20)), QByteArray("1.5 GiB"));
        QCOMPARE(bytes(padded("\xc3\xa9", 3)), QByteArray("\xc3\xa9  "));
        QCOMPARE(bytes(padded("ab", -4)), QByteArray("  ab"));
    }
};

SACCADE_TEST(tst_cli_text, TstCliText)
#include "tst_cli_text.moc"
