#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>

#include "tests/pages/form_hand.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/forms/field_row.h"
#include "ui/forms/settings_form.h"
#include "ui/widgets/collapsible_group.h"

using namespace saccade;

namespace {

/// Another value than the present one, inside the field's range.
FieldValue otherValue(const Field& field)
{
    switch (field.info.kind) {
    case FieldKind::Boolean: return !std::get<bool>(field.get());
    case FieldKind::Integer: return std::get<std::int64_t>(field.get()) + 1;
    case FieldKind::Real: {
        const double value = std::get<double>(field.get());
        const double step = field.info.step;
        const double other = value + step <= field.info.maximum ? value + step : value - step;
        return QString::number(other, 'f', field.info.decimals).toDouble(); // as a person would type it
    }
    case FieldKind::Choice:
        return std::get<std::string>(field.get()) == field.info.choices.back() ? field.info.choices.front()
                                                                               : field.info.choices.back();
    case FieldKind::Text: break;
    }
    if (field.info.name == "groups") {
        return std::string("conv*: rate=x0.5");
    }
    return field.info.name == "network" ? std::string("notebook-cnn") : std::string("cpu");
}

std::vector<std::string> fieldNames()
{
    TrainSettings settings;
    std::vector<std::string> names;
    for (const Field& field : fields(settings)) {
        names.push_back(field.info.name);
    }
    return names;
}

} // namespace

class TstSettingsForm : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldHasItsEditor();
    void everyFieldGoesInAndOut_data();
    void everyFieldGoesInAndOut();
    void onlyWhatHasAnEffectIsEnabled();
    void undoGoesBack();
    void turnsOfOneSpinBoxAreOneStep();
    void aChangeMakesThePresetCustomAndBackAgain();
    void presetsFitTheDataSet();
    void lockedTakesNoChange();
    void basicHidesTheRest();
    void settingsAreRemembered();
    void problemsStandAtTheirField();
    void newSettingsAreEnabledWhereTheyApply();
    void countsOfTimeHaveTheirUnit();
    void zeroReadsOff();
    void theWheelChangesNothing();
    void editorsStandInOneColumn();
};

void TstSettingsForm::everyFieldHasItsEditor()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    for (const std::string& name : fieldNames()) {
        QVERIFY2(form.row(name) != nullptr, name.c_str());
        QWidget* control = form.findChild<QWidget*>(QString::fromStdString(name));
        QVERIFY2(control != nullptr, name.c_str());
        QVERIFY2(!control->accessibleName().isEmpty(), name.c_str());
    }
}

void TstSettingsForm::everyFieldGoesInAndOut_data()
{
    QTest::addColumn<QString>("field");
    for (const std::string& name : fieldNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TstSettingsForm::everyFieldGoesInAndOut()
{
    QFETCH(const QString, field);
    const std::string name = field.toStdString();
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    TrainSettings wanted = form.settings();
    std::vector<Field> list = fields(wanted);
    Field& chosen = **findField(list, name);
    const FieldValue value = otherValue(chosen);
    QVERIFY(setField(chosen, value).hasValue());
    enter(find<QWidget>(form, name.c_str()), value);
    QVERIFY2(form.settings() == wanted, name.c_str());
    // And the other way: a form that is given the settings shows them and changes nothing.
    SettingsForm other(preferences, dialogs, {});
    other.changeTo(wanted, "");
    QVERIFY(other.settings() == wanted);
    if (auto* check = other.findChild<QCheckBox*>(field + QStringLiteral("Switch"))) {
        QVERIFY(check->isChecked()); // the other value is never the one that switches off
    }
    if (auto* real = other.findChild<QDoubleSpinBox*>(field)) {
        QCOMPARE(real->value(), std::get<double>(value));
    }
}

void TstSettingsForm::onlyWhatHasAnEffectIsEnabled()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    auto* headRate = find<QWidget>(form, "headRate");
    auto* momentum = find<QWidget>(form, "momentum");
    TrainSettings settings = form.settings();
    settings.optimiser = OptimiserKind::MuonSgd;
    form.changeTo(settings, "");
    QVERIFY(headRate->isEnabled());
    settings.optimiser = OptimiserKind::Adam;
    form.changeTo(settings, "");
    QVERIFY(!headRate->isEnabled());
    QVERIFY(!momentum->isEnabled());
    QVERIFY(!form.row("headRate")->toolTip().isEmpty());
    settings.optimiser = OptimiserKind::Sgd;
    form.changeTo(settings, "");
    QVERIFY(momentum->isEnabled());
    settings.schedule = ScheduleShape::Constant;
    form.changeTo(settings, "");
    QVERIFY(!find<QWidget>(form, "finalRate")->isEnabled());
}

void TstSettingsForm::undoGoesBack()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.show();
    const TrainSettings before = form.settings();
    enter(find<QWidget>(form, "batchSize"), std::int64_t{123});
    enter(find<QWidget>(form, "schedule"), std::string("cosine"));
    QCOMPARE(form.settings().batchSize, 123);
    auto* undo = find<QPushButton>(form, "undoButton");
    click(undo);
    QCOMPARE(form.settings().schedule, before.schedule);
    QCOMPARE(form.settings().batchSize, 123);
    click(undo);
    QVERIFY(form.settings() == before);
    QVERIFY(!undo->isEnabled());
}

void TstSettingsForm::turnsOfOneSpinBoxAreOneStep()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.show();
    const TrainSettings before = form.settings();
    for (const int value : {100, 101, 102}) {
        enter(find<QWidget>(form, "batchSize"), std::int64_t{value});
    }
    click(find<QPushButton>(form, "undoButton"));
    QVERIFY(form.settings() == before);
}

void TstSettingsForm::aChangeMakesThePresetCustomAndBackAgain()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setDataSet(makeStripesDataSet(3, 40, {16, 16, 3}));
    form.show();
    QCOMPARE(form.preset(), std::string("quick"));
    auto* combo = find<QComboBox>(form, "presetCombo");
    QCOMPARE(combo->count(), 3);
    const int batch = form.settings().batchSize;
    enter(find<QWidget>(form, "batchSize"), std::int64_t{batch + 5});
    QCOMPARE(form.preset(), std::string());
    QCOMPARE(combo->currentText(), QStringLiteral("Custom"));
    auto* reset = find<QToolButton>(form, "batchSizeReset");
    QVERIFY(reset->isVisible());
    click(reset);
    QCOMPARE(form.settings().batchSize, batch);
    QCOMPARE(form.preset(), std::string("quick"));
    QVERIFY(!reset->isVisible());
}

void TstSettingsForm::presetsFitTheDataSet()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    const DataSet set = makeStripesDataSet(3, 40, {16, 16, 3});
    form.setDataSet(set);
    for (const std::string& name : presetNames()) {
        auto* combo = find<QComboBox>(form, "presetCombo");
        enter(combo, name);
        QVERIFY(form.settings() == *presetSettings(name, 120));
        QCOMPARE(form.preset(), name);
    }
}

void TstSettingsForm::lockedTakesNoChange()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    const TrainSettings before = form.settings();
    form.setLocked(true);
    for (const std::string& name : fieldNames()) {
        auto* control = find<QWidget>(form, name.c_str());
        QVERIFY2(!control->isEnabled(), name.c_str());
        QCOMPARE(control->property("locked").toString(), QStringLiteral("1"));
    }
    enter(find<QWidget>(form, "batchSize"), std::int64_t{77});
    QVERIFY(form.settings() == before);
    form.setLocked(false);
    QVERIFY(find<QWidget>(form, "batchSize")->isEnabled());
}

void TstSettingsForm::basicHidesTheRest()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.show();
    QVERIFY(form.row("learningRate")->isVisible());
    QVERIFY(!form.row("labelSmoothing")->isVisible());
    form.setShowsAll(true);
    QVERIFY(form.row("labelSmoothing")->isVisible());
}

void TstSettingsForm::settingsAreRemembered()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    {
        SettingsForm form(preferences, dialogs, {});
        enter(find<QWidget>(form, "batchSize"), std::int64_t{77});
    }
    SettingsForm next(preferences, dialogs, {});
    QCOMPARE(next.settings().batchSize, 77);
    QCOMPARE(next.preset(), std::string());
}

void TstSettingsForm::problemsStandAtTheirField()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.show();
    QVERIFY(form.setProblem(Error{ErrorCode::SettingInvalid, "batchSize: must be from 1 to 65536, not 0", {}}));
    QVERIFY(find<QLabel>(form, "batchSizeProblem")->isVisible());
    QVERIFY(!form.setProblem(Error{ErrorCode::SplitEmpty, "training", {}}));
    QVERIFY(!find<QLabel>(form, "batchSizeProblem")->isVisible());
    QVERIFY(form.setProblem({}));
}

void TstSettingsForm::newSettingsAreEnabledWhereTheyApply()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    const auto isEnabled = [&form](const char* name) { return find<QWidget>(form, name)->isEnabled(); };
    enter(find<QWidget>(form, "schedule"), std::string("linear"));
    QVERIFY(!isEnabled("stepEvery") && !isEnabled("stepFactor") && !isEnabled("plateauPatience"));
    enter(find<QWidget>(form, "schedule"), std::string("step"));
    QVERIFY(isEnabled("stepEvery") && isEnabled("stepFactor") && !isEnabled("plateauPatience"));
    enter(find<QWidget>(form, "schedule"), std::string("plateau"));
    QVERIFY(!isEnabled("stepEvery") && isEnabled("stepFactor") && isEnabled("plateauPatience"));
    QVERIFY(isEnabled("patience"));
    enter(find<QWidget>(form, "validationShare"), 0.0);
    QVERIFY(!isEnabled("patience"));
    QVERIFY(!form.row("patience")->toolTip().isEmpty());
}

void TstSettingsForm::countsOfTimeHaveTheirUnit()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    enter(find<QWidget>(form, "validateEvery"), 0.5);
    QCOMPARE(find<QDoubleSpinBox>(form, "validateEvery")->text(), QStringLiteral("0.5 epoch(s)"));
    enter(find<QWidget>(form, "patience"), std::int64_t{3});
    QCOMPARE(find<QSpinBox>(form, "patience")->text(), QStringLiteral("3 validation(s)"));
    enter(find<QWidget>(form, "schedule"), std::string("step"));
    enter(find<QWidget>(form, "stepEvery"), 4.0);
    QCOMPARE(find<QDoubleSpinBox>(form, "stepEvery")->text(), QStringLiteral("4 epoch(s)"));
}

void TstSettingsForm::zeroReadsOff()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    for (const char* name : {"clipNorm", "averageDecay", "patience", "dropout"}) {
        QCOMPARE(find<QAbstractSpinBox>(form, name)->text(), QStringLiteral("Off"));
    }
}

void TstSettingsForm::theWheelChangesNothing()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setShowsAll(true);
    form.show();
    const TrainSettings before = form.settings();
    for (const char* name : {"schedule", "batchSize", "learningRate", "translate", "presetCombo"}) {
        auto* control = find<QWidget>(form, name);
        const QPointF middle(QRectF(control->rect()).center());
        QWheelEvent turn(middle, control->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(control, &turn);
        QVERIFY2(form.settings() == before, name);
        QVERIFY2(!turn.isAccepted(), name); // so that the pane gets it
    }
}

void TstSettingsForm::editorsStandInOneColumn()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setDataSet(makeStripesDataSet(3, 40, {16, 16, 3}));
    form.setShowsAll(true);
    for (auto* group : form.findChildren<CollapsibleGroup*>()) {
        group->setExpanded(true);
    }
    TrainSettings settings = form.settings();
    settings.averageDecay = 0.9; // the longest label, with its button back
    form.changeTo(settings, "");
    form.resize(340, 800);
    form.show();
    QVERIFY(find<QToolButton>(form, "averageDecayReset")->isVisible());
    const auto left = [&form](const FieldEditor& editor) { return editor.mapTo(&form, QPoint()).x(); };
    const int column = left(form.row("batchSize")->editor());
    for (const std::string& name : fieldNames()) {
        const FieldEditor& editor = form.row(name)->editor();
        QVERIFY2(editor.isWide() || left(editor) == column, name.c_str());
    }
    QCOMPARE(find<QComboBox>(form, "presetCombo")->mapTo(&form, QPoint()).x(), column);
}

SACCADE_TEST(tst_settings_form, TstSettingsForm)
#include "tst_settings_form.moc"
