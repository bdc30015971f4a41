#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "tests/pages/form_hand.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/forms/field_row.h"
#include "ui/forms/settings_form.h"

using namespace saccade;

class TstPresetRow : public QObject
{
    Q_OBJECT

private slots:
    void presetsAreSavedRenamedAndDeleted();
    void aBrokenPresetSaysSo();
};

void TstPresetRow::presetsAreSavedRenamedAndDeleted()
{
    const TemporaryFolder folder;
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, folder.path());
    form.setDataSet(makeStripesDataSet(3, 40, {16, 16, 3}));
    form.show();
    auto* combo = find<QComboBox>(form, "presetCombo");
    const auto act = [&form](const char* name) {
        find<QWidget>(form, "presetMenu")->findChild<QAction*>(QLatin1String(name))->trigger();
    };
    enter(find<QWidget>(form, "batchSize"), std::int64_t{17});
    dialogs.texts = {QStringLiteral(" mine ")};
    act("savePresetAction");
    QCOMPARE(form.preset(), std::string("mine"));
    QCOMPARE(combo->currentText(), QStringLiteral("mine"));
    enter(combo, std::string("classic"));
    QVERIFY(form.settings().batchSize != 17);
    enter(combo, std::string("mine"));
    QCOMPARE(form.settings().batchSize, 17);
    enter(find<QWidget>(form, "batchSize"), std::int64_t{18});
    QCOMPARE(form.preset(), std::string());
    dialogs.texts = {QStringLiteral("mine")};
    dialogs.confirmations = {false};
    act("savePresetAction"); // asks before it replaces
    enter(combo, std::string("mine"));
    QCOMPARE(form.settings().batchSize, 17);
    dialogs.texts = {QStringLiteral("quick")};
    act("renamePresetAction");
    QVERIFY(find<QLabel>(form, "presetProblem")->isVisible());
    dialogs.texts = {QStringLiteral("yours")};
    act("renamePresetAction");
    QCOMPARE(form.preset(), std::string("yours"));
    QVERIFY(!find<QLabel>(form, "presetProblem")->isVisible());
    act("deletePresetAction");
    QCOMPARE(combo->findData(QStringLiteral("yours")), -1);
    QCOMPARE(form.settings().batchSize, 17); // the settings stay, the name goes
    click(find<QPushButton>(form, "undoButton"));
    enter(combo, std::string("yours"));
    QCOMPARE(form.settings().batchSize, 17);
}

void TstPresetRow::aBrokenPresetSaysSo()
{
    const TemporaryFolder folder;
    QFile file(QString::fromStdString((folder.path() / "old.json").string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"formatVersion\": 1, \"settings\": {\"bachSize\": 3}}");
    file.close();
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, folder.path());
    form.show();
    const TrainSettings before = form.settings();
    enter(find<QComboBox>(form, "presetCombo"), std::string("old"));
    QVERIFY(form.settings() == before);
    auto* problem = find<QLabel>(form, "presetProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QStringLiteral("batchSize")), qPrintable(problem->text()));
}

SACCADE_TEST(tst_preset_row, TstPresetRow)
#include "tst_preset_row.moc"
