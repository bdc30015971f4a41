#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <limits>

#include "engine/web/answer_json.h"
#include "engine/web/upload_page.h"
#include "tests/test_registry.h"

using namespace saccade;

/// What goes out: JSON that another reader reads, and the page with its policy.
class TstAnswerJson : public QObject
{
    Q_OBJECT

private slots:
    void anyTextIsJson();
    void answerNamesTheLikeliest();
    void equalOnesStayInOrder();
    void belowTheThresholdIsUnknown();
    void numbersThatAreNone();
    void modelIsTold();
    void failedPredictionsKeepSecrets();
    void pageAndPolicyAgree();
};

namespace {

QJsonObject read(const std::string& json)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &fault);
    return fault.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

ServedModel threeClasses()
{
    return {"title", {"a", "b", "c"}, {{4, 5, 1}, ResizeMode::Pad}, std::nullopt, 5};
}

QJsonObject answerOf(const std::vector<float>& probabilities, const ServedModel& model)
{
    return read(answerJson({probabilities, 1.2345678, 2}, model));
}

} // namespace

void TstAnswerJson::anyTextIsJson()
{
    for (int byte = 0; byte < 0x100; ++byte) {
        const std::string text{'x', static_cast<char>(byte), 'y'};
        const QString back = read("{\"a\":" + jsonString(text) + "}")[QLatin1String("a")].toString();
        QCOMPARE(back, byte < 0x80 ? QString::fromLatin1(text) : QStringLiteral("x\ufffdy"));
    }
    QCOMPARE(jsonString("\xc3\xa9 \xf0\x9f\x90\x88"), std::string("\"\xc3\xa9 \xf0\x9f\x90\x88\""));
}

void TstAnswerJson::answerNamesTheLikeliest()
{
    ServedModel model = threeClasses();
    model.top = 2;
    const QJsonObject answer = answerOf({0.25F, 0.125F, 0.625F}, model);
    QCOMPARE(answer.keys(),
             QStringList({QStringLiteral("isUnknown"), QStringLiteral("label"), QStringLiteral("milliseconds"),
                          QStringLiteral("probability"), QStringLiteral("top")}));
    QCOMPARE(answer[QLatin1String("label")].toString(), QStringLiteral("c"));
    QCOMPARE(answer[QLatin1String("probability")].toDouble(), 0.625);
    QCOMPARE(answer[QLatin1String("isUnknown")].toBool(true), false);
    const QJsonArray top = answer[QLatin1String("top")].toArray();
    QCOMPARE(top.size(), 2);
    QCOMPARE(top[1].toObject()[QLatin1String("label")].toString(), QStringLiteral("a"));
    QCOMPARE(top[1].toObject()[QLatin1String("probability")].toDouble(), 0.25);
    const QJsonObject times = answer[QLatin1String("milliseconds")].toObject();
    QCOMPARE(times[QLatin1String("decode")].toDouble(), 1.235);
    QCOMPARE(times[QLatin1String("network")].toDouble(), 2.0);
}

void TstAnswerJson::equalOnesStayInOrder()
{
    const QJsonArray top = answerOf({0.25F, 0.5F, 0.25F}, threeClasses())[QLatin1String("top")].toArray();
    QCOMPARE(top.size(), 3);
    QCOMPARE(top[1].toObject()[QLatin1String("label")].toString(), QStringLiteral("a"));
}

void TstAnswerJson::belowTheThresholdIsUnknown()
{
    ServedModel model = threeClasses();
    model.rejectThreshold = 0.5;
    QVERIFY(!answerOf({0.5F, 0.3F, 0.2F}, model)[QLatin1String("isUnknown")].toBool(true));
    const QJsonObject unsure = answerOf({0.49F, 0.31F, 0.2F}, model);
    QVERIFY(unsure[QLatin1String("isUnknown")].toBool());
    QCOMPARE(unsure[QLatin1String("label")].toString(), QStringLiteral("a"));
}

void TstAnswerJson::numbersThatAreNone()
{
    ServedModel model = threeClasses();
    model.rejectThreshold = 0.5;
    const float none = std::numeric_limits<float>::quiet_NaN();
    const QJsonObject answer = answerOf({none, none, none}, model);
    QVERIFY(answer[QLatin1String("probability")].isNull());
    QVERIFY(answer[QLatin1String("isUnknown")].toBool());
    QCOMPARE(answerOf({none, 0.5F, none}, model)[QLatin1String("label")].toString(), QStringLiteral("b"));
    QVERIFY(answerOf({}, model)[QLatin1String("label")].isNull());
}

void TstAnswerJson::modelIsTold()
{
    const QJsonObject model = read(modelJson(threeClasses()));
    QCOMPARE(model[QLatin1String("title")].toString(), QStringLiteral("title"));
    QCOMPARE(model[QLatin1String("classes")].toArray().size(), 3);
    QCOMPARE(model[QLatin1String("input")].toObject()[QLatin1String("width")].toInt(), 5);
    QCOMPARE(model[QLatin1String("input")].toObject()[QLatin1String("channels")].toInt(), 1);
    QCOMPARE(model[QLatin1String("input")].toObject()[QLatin1String("resize")].toString(), QStringLiteral("pad"));
    QVERIFY(model[QLatin1String("rejectThreshold")].isNull());
}

void TstAnswerJson::failedPredictionsKeepSecrets()
{
    for (int code = 0; code < kErrorCodeCount; ++code) {
        const Refusal refusal = predictionRefusal({static_cast<ErrorCode>(code), "rows", "/a/secret"});
        QVERIFY(refusal.status == 422 || refusal.status == 500 || refusal.status == 503);
        QVERIFY2(refusal.message.find("secret") == std::string::npos, refusal.message.c_str());
        QVERIFY(refusal.status == 422 || refusal.message.find("rows") == std::string::npos);
        QCOMPARE(read(refusalJson(refusal))[QLatin1String("error")].toObject()[QLatin1String("code")].toString(),
                 QString::fromStdString(refusal.code));
    }
    QCOMPARE(predictionRefusal({ErrorCode::ImageDamaged, "row 3", {}}).message,
             std::string("The image is damaged (row 3)."));
}

void TstAnswerJson::pageAndPolicyAgree()
{
    const QString page = QString::fromStdString(uploadPage());
    const QString policy = QString::fromStdString(uploadPagePolicy());
    for (const char* tag : {"script", "style"}) {
        const QRegularExpression part(QStringLiteral("<%1>(.*)</%1>").arg(QLatin1String(tag)),
                                      QRegularExpression::DotMatchesEverythingOption);
        const QRegularExpressionMatch match = part.match(page);
        QVERIFY(match.hasMatch());
        const QByteArray digest = QCryptographicHash::hash(match.captured(1).toUtf8(), QCryptographicHash::Sha256);
        const QString source =
            QStringLiteral("%1-src 'sha256-%2'").arg(QLatin1String(tag), QString::fromLatin1(digest.toBase64()));
        QVERIFY2(policy.contains(source), qPrintable(source));
    }
    static const QRegularExpression outside(QStringLiteral("https?:|//[a-z]|<[^>]* (style|on[a-z]+|src|href)="));
    QVERIFY2(!outside.match(page).hasMatch(), qPrintable(outside.match(page).captured(0)));
    QVERIFY(!policy.contains(QLatin1String("unsafe")) && !policy.contains(QLatin1Char('*')));
}

SACCADE_TEST(tst_answer_json, TstAnswerJson)
#include "tst_answer_json.moc"
