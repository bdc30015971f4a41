#include <QCheckBox>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "engine/data/batch_mix.h"
#include "tests/pages/form_hand.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/forms/augmentation_dialog.h"
#include "ui/forms/augmentation_grid.h"
#include "ui/forms/augmentation_preview.h"
#include "ui/forms/augmentation_words.h"
#include "ui/forms/field_row.h"
#include "ui/forms/image_pixmap.h"
#include "ui/forms/settings_form.h"
#include "ui/text/format.h"

using namespace saccade;

namespace {

AugmentationSettings nothing()
{
    return {FlipMode::Off, 0, 0};
}

DataSet stripes(int channels = 3)
{
    return makeStripesDataSet(3, 40, {16, 16, channels});
}

void press(QWidget* check)
{
    QTest::mouseClick(check, Qt::LeftButton, {}, {8, check->height() / 2});
}

} // namespace

/// The small preview in the settings and the dialog with nine draws.
class TstAugmentationPreview : public QObject
{
    Q_OBJECT

private slots:
    void nothingOnChangesNothing();
    void drawsAreTheTrainersOwn();
    void diceAndKeysChangeWhatIsShown();
    void withoutImagesThereIsNothingToRoll();
    void dialogFollowsEverySlider();
    void mixedDrawsNameBothClasses();
    void dialogWalksAndRolls();
    void everyCountOfImagesCanBeWalked();
    void dialogChangesTheForm();
    void dialogIsLockedWithTheForm();
    void everyKindHasItsRow();
    void checkBoxesSwitchOnAndOff();
    void augmentationSaysWhatMakesNoSense();
    void augmentationGroupsSayWhatIsOn();
};

void TstAugmentationPreview::nothingOnChangesNothing()
{
    AugmentationPreview preview;
    preview.setDataSet(stripes());
    preview.setSettings(nothing(), 42);
    QCOMPARE(preview.images().size(), std::size_t{5});
    for (const QImage& image : preview.images()) {
        QCOMPARE(image, preview.images().front());
    }
}

void TstAugmentationPreview::drawsAreTheTrainersOwn()
{
    AugmentationGrid grid;
    const DataSet set = stripes();
    AugmentationSettings settings = nothing();
    settings.rotate = 30;
    settings.brightness = 0.3;
    grid.setDataSet(set);
    grid.setSettings(settings, 0);
    QCOMPARE(grid.samples().size(), std::size_t{9});
    const auto index = static_cast<std::size_t>(set.indicesOf(Part::Training).front());
    const ImageView source = set.pixels->image(index);
    QCOMPARE(grid.original(), toQImage(source));
    // The corners show the mean colour, which the preview estimates: compare a pixel in the middle.
    for (int i = 0; i < 9; ++i) {
        std::vector<std::uint8_t> pixels(source.size.bytes());
        const std::uint8_t fill[3] = {};
        applyAugmentation(drawAugmentation(settings, source.size, 0, i, index), source, fill, pixels.data());
        QCOMPARE(grid.samples()[static_cast<std::size_t>(i)].image.pixel(8, 8),
                 toQImage({source.size, pixels.data()}).pixel(8, 8));
    }
}

void TstAugmentationPreview::diceAndKeysChangeWhatIsShown()
{
    AugmentationPreview preview;
    preview.setDataSet(stripes());
    AugmentationSettings settings = nothing();
    settings.cutout = 8;
    preview.setSettings(settings, 42);
    preview.show();
    const std::vector<QImage> before = preview.images();
    QTest::mouseClick(preview.findChild<QToolButton*>("rerollButton"), Qt::LeftButton);
    QCOMPARE(preview.images().front(), before.front()); // the same image
    QVERIFY(preview.images() != before);                // other draws
    QTest::keyClick(&preview, Qt::Key_Right);
    QVERIFY(preview.images().front() != before.front());
    QTest::keyClick(&preview, Qt::Key_Left);
    QCOMPARE(preview.images().front(), before.front());
}

void TstAugmentationPreview::withoutImagesThereIsNothingToRoll()
{
    AugmentationPreview preview;
    QVERIFY(!preview.findChild<QToolButton*>("rerollButton")->isEnabled());
    QVERIFY(!preview.findChild<QPushButton*>("largerPreviewButton")->isEnabled());
    preview.setSettings(AugmentationSettings(), 1);
    QVERIFY(preview.images().empty());
}

void TstAugmentationPreview::dialogFollowsEverySlider()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setDataSet(stripes());
    form.changeTo(
        [&] {
            TrainSettings settings = form.settings();
            settings.augmentation = nothing();
            return settings;
        }(),
        "");
    form.show();
    QTest::mouseClick(form.findChild<QPushButton*>("largerPreviewButton"), Qt::LeftButton);
    auto* dialog = form.findChild<AugmentationDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    AugmentationGrid& grid = dialog->grid();
    for (const char* name : {"rotate", "brightness", "contrast", "saturation", "erase", "cutout", "translate"}) {
        const std::vector<AugmentationSample> before = grid.samples();
        auto* slider = dialog->findChild<QSlider*>(QString::fromLatin1(name));
        QVERIFY2(slider != nullptr, name);
        slider->setFocus();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(slider, Qt::Key_PageUp);
        }
        const bool isChanged = !std::equal(before.begin(), before.end(), grid.samples().begin(),
                                           [](const auto& a, const auto& b) { return a.image == b.image; });
        QVERIFY2(isChanged, name);
    }
}

void TstAugmentationPreview::mixedDrawsNameBothClasses()
{
    AugmentationGrid grid;
    const DataSet set = stripes();
    AugmentationSettings settings = nothing();
    settings.mixup = 1;
    grid.setDataSet(set);
    grid.setSettings(settings, 0);
    for (const AugmentationSample& sample : grid.samples()) {
        QVERIFY2(sample.caption.startsWith(grid.className()), qPrintable(sample.caption));
        QCOMPARE(sample.caption.count(QLatin1Char('%')), 2);
    }
    const BatchMix mix = drawMix(settings, set.size, 0, 0);
    QVERIFY(grid.samples().front().caption.contains(formatPercent(mix.share, 0)));
    settings.mixup = 0;
    grid.setSettings(settings, 0);
    QVERIFY(grid.samples().front().caption.isEmpty());
}

void TstAugmentationPreview::dialogWalksAndRolls()
{
    AugmentationDialog dialog;
    AugmentationSettings settings = nothing();
    settings.translate = 4;
    dialog.setDataSet(stripes());
    dialog.setSettings(settings, 3);
    dialog.show();
    const QImage first = dialog.grid().original();
    const QImage drawn = dialog.grid().samples().front().image;
    QVERIFY(!dialog.grid().className().isEmpty());
    QTest::mouseClick(dialog.findChild<QPushButton*>("nextImageButton"), Qt::LeftButton);
    QVERIFY(dialog.grid().original() != first);
    QTest::mouseClick(dialog.findChild<QPushButton*>("previousImageButton"), Qt::LeftButton);
    QCOMPARE(dialog.grid().original(), first);
    QCOMPARE(dialog.grid().samples().front().image, drawn);
    QTest::keyClick(&dialog.grid(), Qt::Key_Right);
    QVERIFY(dialog.grid().original() != first);
    QTest::keyClick(&dialog.grid(), Qt::Key_Left);
    QTest::mouseClick(dialog.findChild<QPushButton*>("rollButton"), Qt::LeftButton);
    QCOMPARE(dialog.grid().original(), first);
    QTest::mouseClick(dialog.findChild<QPushButton*>("closeButton"), Qt::LeftButton);
    QVERIFY(!dialog.isVisible());
}

/// 7919 is the step from image to image.
void TstAugmentationPreview::everyCountOfImagesCanBeWalked()
{
    for (const int count : {1, 2, 7919}) {
        AugmentationGrid grid;
        grid.setDataSet(makeStripesDataSet(1, count, {8, 8, 1}));
        grid.setSettings(nothing(), 5);
        const QImage first = grid.original();
        grid.move(1);
        QCOMPARE(grid.original() != first, count > 1);
        grid.move(-1);
        QCOMPARE(grid.original(), first);
        grid.move(count);
        QCOMPARE(grid.original(), first);
    }
}

void TstAugmentationPreview::dialogChangesTheForm()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setDataSet(stripes());
    form.show();
    QTest::mouseClick(form.findChild<QPushButton*>("largerPreviewButton"), Qt::LeftButton);
    auto* dialog = form.findChild<AugmentationDialog*>();
    press(dialog->findChild<QCheckBox*>("rotateSwitch"));
    QCOMPARE(form.settings().augmentation.rotate, 15.0);
    QVERIFY(dialog->findChild<QCheckBox*>("rotateSwitch")->isChecked());
    QTest::mouseClick(form.findChild<QPushButton*>("undoButton"), Qt::LeftButton);
    QCOMPARE(form.settings().augmentation.rotate, 0.0);
    QVERIFY(!dialog->findChild<QCheckBox*>("rotateSwitch")->isChecked());
    form.setDataSet(stripes(1));
    QVERIFY(!dialog->row("hue")->editor().isEnabled());
}

void TstAugmentationPreview::dialogIsLockedWithTheForm()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setDataSet(stripes());
    form.setLocked(true);
    form.show();
    QTest::mouseClick(form.findChild<QPushButton*>("largerPreviewButton"), Qt::LeftButton);
    auto* dialog = form.findChild<AugmentationDialog*>();
    QVERIFY(!dialog->row("rotate")->editor().isEnabled());
    form.setLocked(false);
    QVERIFY(dialog->row("rotate")->editor().isEnabled());
}

void TstAugmentationPreview::everyKindHasItsRow()
{
    const AugmentationDialog dialog;
    AugmentationSettings settings;
    for (const Field& field : fields(settings)) {
        QVERIFY2(dialog.row(field.info.name) != nullptr, field.info.name.c_str());
    }
}

void TstAugmentationPreview::checkBoxesSwitchOnAndOff()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setShowsAll(true);
    auto* check = find<QCheckBox>(form, "rotateSwitch");
    auto* slider = find<QSlider>(form, "rotate");
    QVERIFY(!check->isChecked());
    QTest::keyClick(check, Qt::Key_Space);
    QCOMPARE(form.settings().augmentation.rotate, 15.0);
    QVERIFY(check->isChecked());
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(form.settings().augmentation.rotate, 16.0);
    QTest::keyClick(check, Qt::Key_Space);
    QCOMPARE(form.settings().augmentation.rotate, 0.0);
    QTest::keyClick(check, Qt::Key_Space);
    QCOMPARE(form.settings().augmentation.rotate, 16.0); // as it was
    auto* crop = find<QCheckBox>(form, "cropSmallestSwitch");
    QVERIFY(!crop->isChecked());
    QTest::keyClick(crop, Qt::Key_Space);
    QCOMPARE(form.settings().augmentation.cropSmallest, 0.5);
}

void TstAugmentationPreview::augmentationSaysWhatMakesNoSense()
{
    Preferences preferences({});
    ScriptedDialogs dialogs;
    SettingsForm form(preferences, dialogs, {});
    form.setShowsAll(true);
    const auto isEnabled = [&](const char* name) { return find<QWidget>(form, name)->isEnabled(); };
    form.setDataSet(makeStripesDataSet(3, 40, {16, 16, 3}));
    QVERIFY(isEnabled("hue") && isEnabled("grey"));
    QVERIFY(!isEnabled("cropLargest") && !isEnabled("blurLargest") && !isEnabled("policyMagnitude"));
    form.setDataSet(makeStripesDataSet(3, 40, {16, 16, 1}));
    QVERIFY(!isEnabled("hue") && !isEnabled("saturation") && isEnabled("brightness"));
    QVERIFY(form.row("hue")->toolTip().contains(QStringLiteral("grey")));
    TrainSettings settings = form.settings();
    settings.augmentation.cropSmallest = 0.4;
    settings.augmentation.blur = 0.1;
    settings.augmentation.policy = AugmentationPolicy::RandAugment;
    form.changeTo(settings, "");
    QVERIFY(isEnabled("cropLargest") && isEnabled("blurLargest") && isEnabled("policyMagnitude"));
}

void TstAugmentationPreview::augmentationGroupsSayWhatIsOn()
{
    AugmentationSettings settings;
    QCOMPARE(augmentationNote(settings, "augmentation.colour"), QStringLiteral("off"));
    settings.brightness = 0.2;
    settings.hue = 0.1;
    settings.policy = AugmentationPolicy::TrivialAugment;
    QCOMPARE(augmentationNote(settings, "augmentation.colour"), QStringLiteral("Brightness, Hue"));
    QCOMPARE(augmentationNote(settings, "augmentation.policy"), QStringLiteral("TrivialAugment"));
    QCOMPARE(augmentationNote(settings, "augmentation.shape"), QStringLiteral("off"));
}

SACCADE_TEST(tst_augmentation_preview, TstAugmentationPreview)
#include "tst_augmentation_preview.moc"
