#include <QComboBox>
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

class TstGroupsEditor : public QObject
{
    Q_OBJECT

private slots:
    void groupsAnswerLive();
};

void TstGroupsEditor::groupsAnswerLive()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setShowsAll(true);
    form.setDataSet(makeStripesDataSet(3, 40, {32, 32, 3}));
    enter(find<QWidget>(form, "network"), std::string("notebook-cnn"));
    form.resize(360, 2000);
    form.show();
    click(find<QPushButton>(form, "addGroupButton"));
    auto* edit = find<QLineEdit>(form, "groupEdit0");
    auto* note = find<QLabel>(form, "groupNote0");
    QTest::keyClicks(edit, QStringLiteral("conv*: rate=x0.1"));
    QCOMPARE(note->text(), QStringLiteral("matches 6 of 10 parameters"));
    QCOMPARE(form.settings().groups, std::string()); // not before it is finished
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(form.settings().groups, std::string("conv*: rate=x0.1"));
    QTest::keyClicks(edit, QStringLiteral(", dcay=0"));
    QVERIFY2(note->text().contains(QStringLiteral("nearest: decay")), qPrintable(note->text()));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(form.settings().groups, std::string("conv*: rate=x0.1"));
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("cnov1*: decay=0"));
    QVERIFY2(note->text().contains(QStringLiteral("conv1")), qPrintable(note->text()));
    click(find<QPushButton>(form, "removeGroup0"));
    QCOMPARE(form.settings().groups, std::string());
    click(find<QPushButton>(form, "undoButton"));
    QCOMPARE(form.settings().groups, std::string("conv*: rate=x0.1"));
}

SACCADE_TEST(tst_groups_editor, TstGroupsEditor)
#include "tst_groups_editor.moc"
