#include <QSet>
#include <QTest>

#include "engine/network/families.h"
#include "engine/training/train_settings.h"
#include "tests/test_registry.h"
#include "ui/text/field_text.h"

using namespace saccade;

class TstFieldText final : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldHasItsWords();
    void everyGroupAndPresetHasItsLabel();
    void everyNetworkHasItsName();
    void anUnknownNameIsShownAsItIs();
};

void TstFieldText::everyFieldHasItsWords()
{
    TrainSettings settings;
    QSet<QString> labels;
    const std::vector<Field> all = fields(settings);
    for (const Field& field : all) {
        const QString name = QString::fromStdString(field.info.name);
        QVERIFY2(!fieldHelp(field.info.name).isEmpty(), qPrintable(name));
        QVERIFY2(fieldHelp(field.info.name).endsWith(QLatin1Char('.')), qPrintable(name));
        QVERIFY2(fieldLabel(field.info.name) != name, qPrintable(name));
        labels.insert(fieldLabel(field.info.name));
        for (const std::string& choice : field.info.choices) {
            const QString label = choiceLabel(field.info.name, choice);
            const bool isOwnName = choice == "fp32" || choice == "bf16";
            QVERIFY2(isOwnName || label != QString::fromStdString(choice), qPrintable(name + '.' + label));
        }
    }
    QCOMPARE(static_cast<std::size_t>(labels.size()), all.size());
}

void TstFieldText::everyGroupAndPresetHasItsLabel()
{
    TrainSettings settings;
    for (const Field& field : fields(settings)) {
        QVERIFY2(groupLabel(field.info.group) != QString::fromStdString(field.info.group), field.info.group.c_str());
    }
    for (const std::string& preset : presetNames()) {
        QVERIFY2(presetLabel(preset) != QString::fromStdString(preset), preset.c_str());
    }
}

void TstFieldText::everyNetworkHasItsName()
{
    for (const NetworkFamily& family : networkFamilies()) {
        QVERIFY2(choiceLabel("network", family.name) != QString::fromStdString(family.name), family.name.c_str());
    }
}

void TstFieldText::anUnknownNameIsShownAsItIs()
{
    QCOMPARE(fieldLabel("newField"), QStringLiteral("newField"));
    QCOMPARE(choiceLabel("device", "cuda:1"), QStringLiteral("cuda:1"));
    QCOMPARE(choiceLabel("network", "/home/me/my net.json"), QStringLiteral("my net"));
}

SACCADE_TEST(tst_field_text, TstFieldText)
#include "tst_field_text.moc"
