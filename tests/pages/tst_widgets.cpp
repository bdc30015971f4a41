#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "tests/test_registry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/class_delegate.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_value.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/segmented_buttons.h"
#include "ui/widgets/table_look.h"
#include "ui/widgets/wrapping_title.h"

using namespace saccade;

class TstWidgets final : public QObject
{
    Q_OBJECT

private slots:
    void exactlyOneSegmentIsChosen();
    void choosingASegmentMovesNothing();
    void segmentsBecomeAListWhereThereIsNoRoom();
    void aGroupFoldsByMouseAndKey();
    void aFigureIsAsWideForAnyDigits();
    void aLongLabelGivesWay();
    void aNoteShowsOnlyWhileItHasWords();
    void aListOpensBelowItsField();
    void aTableTakesTheLookOfThePages();
    void aStretchedColumnStaysReadable();
    void controlsOfATitleWrapWhereThereIsNoRoom();
    void aChooserChoosesOnlyWhenItIsAsked();
    void aChooserKeepsTheChosenWordsWhole();
};

void TstWidgets::controlsOfATitleWrapWhereThereIsNoRoom()
{
    QWidget pane;
    auto* layout = new QVBoxLayout(&pane);
    auto* title = new WrappingTitle(QStringLiteral("Matrix"), &pane);
    auto* chooser = new Chooser(&pane);
    chooser->addItems({QStringLiteral("A"), QStringLiteral("A choice of quite a few words, and then some")});
    auto* button = new QPushButton(QStringLiteral("More"), &pane);
    title->addControl(chooser);
    title->addButton(button);
    layout->addWidget(title);
    layout->addStretch(1);
    pane.resize(chooser->minimumSizeHint().width() + button->minimumSizeHint().width() + 150, 300);
    pane.show();
    const auto topOf = [&](const QWidget* widget) { return widget->mapTo(&pane, QPoint()).y(); };
    QVERIFY(std::abs(topOf(chooser) - topOf(button)) < button->height());
    const int oneLine = title->height();
    chooser->setCurrentIndex(1); // too long for one line
    QTRY_VERIFY(topOf(chooser) > topOf(button) + button->height() / 2);
    QTRY_COMPARE(title->height(), 2 * oneLine);
    pane.resize(900, 300);
    QTRY_VERIFY(std::abs(topOf(chooser) - topOf(button)) < button->height());
    QTRY_COMPARE(title->height(), oneLine);
}

void TstWidgets::aChooserChoosesOnlyWhenItIsAsked()
{
    Chooser chooser;
    chooser.addItems({QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three")});
    chooser.show();
    QSignalSpy activated(&chooser, &QComboBox::activated);
    const QPointF middle = chooser.rect().center();
    QWheelEvent turn(middle, chooser.mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(&chooser, &turn);
    QVERIFY(!turn.isAccepted());
    QTest::keyClick(&chooser, Qt::Key_Down);
    QVERIFY(chooser.view()->isVisible());
    QCOMPARE(chooser.currentIndex(), 0);
    QTest::keyClick(chooser.view(), Qt::Key_Down);
    QCOMPARE(activated.count(), 0);
    QTest::keyClick(chooser.view(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(chooser.currentIndex(), 1);
}

void TstWidgets::aChooserKeepsTheChosenWordsWhole()
{
    QWidget window;
    auto* layout = new QHBoxLayout(&window);
    auto* first = new Chooser(&window);
    first->addItems({QStringLiteral("Class order"), QStringLiteral("By similarity of the classes")});
    auto* second = new Chooser(&window);
    second->addItems({QStringLiteral("Count"), QStringLiteral("Percent of the column")});
    layout->addWidget(first);
    layout->addWidget(second);
    const int least = first->minimumSizeHint().width() + second->minimumSizeHint().width();
    QVERIFY(least < first->sizeHint().width() + second->sizeHint().width());
    window.resize(window.minimumSizeHint());
    window.show();
    for (const Chooser* chooser : {first, second}) {
        QStyleOptionComboBox option;
        option.initFrom(chooser);
        const QRect field =
            chooser->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, chooser);
        QVERIFY(field.width() >= chooser->fontMetrics().horizontalAdvance(chooser->currentText()));
        QVERIFY(chooser->width() < chooser->sizeHint().width());
    }
    first->setCurrentIndex(1);
    QVERIFY(first->minimumSizeHint().width() > least / 2);
}

void TstWidgets::exactlyOneSegmentIsChosen()
{
    SegmentedButtons segments(QStringLiteral("Across"),
                              {QStringLiteral("Epoch"), QStringLiteral("Step"), QStringLiteral("Time")});
    segments.show();
    QSignalSpy selected(&segments, &SegmentedButtons::selected);
    QCOMPARE(segments.current(), 0);
    QTest::mouseClick(segments.button(2), Qt::LeftButton);
    QCOMPARE(segments.current(), 2);
    QVERIFY(!segments.button(0)->isChecked());
    QTest::mouseClick(segments.button(2), Qt::LeftButton);
    QCOMPARE(segments.current(), 2);
    segments.setCurrent(1);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(selected.last().first().toInt(), 1);
}

void TstWidgets::segmentsBecomeAListWhereThereIsNoRoom()
{
    QWidget window;
    SegmentedButtons segments(QStringLiteral("Across"),
                              {QStringLiteral("Epoch"), QStringLiteral("Step"), QStringLiteral("Time")}, &window);
    segments.setChoiceEnabled(1, false);
    segments.resize(segments.minimumSizeHint());
    window.show();
    auto* list = segments.findChild<QComboBox*>(QStringLiteral("segmentList"));
    QVERIFY(list != nullptr);
    QTRY_VERIFY(list->isVisible());
    QVERIFY(!segments.button(0)->isVisible());
    QVERIFY(segments.minimumSizeHint().width() < segments.sizeHint().width());
    segments.focusCurrent();
    QVERIFY(list->isAncestorOf(segments.focusWidget()) || segments.focusWidget() == list);
    QSignalSpy selected(&segments, &SegmentedButtons::selected);
    QTest::keyClick(list, Qt::Key_Down); // past the one that cannot be chosen
    QCOMPARE(segments.current(), 2);
    QCOMPARE(selected.count(), 1);
    segments.resize(segments.sizeHint());
    QTRY_VERIFY(!list->isVisible());
    QVERIFY(segments.button(2)->isVisible() && segments.button(2)->isChecked());
}

void TstWidgets::choosingASegmentMovesNothing()
{
    SegmentedButtons segments(QStringLiteral("Shown"), {QStringLiteral("Count"), QStringLiteral("% of row")});
    const QSize before = segments.sizeHint();
    segments.setCurrent(1);
    QCOMPARE(segments.sizeHint(), before);
}

void TstWidgets::aGroupFoldsByMouseAndKey()
{
    CollapsibleGroup group(QStringLiteral("Optimiser"));
    auto* content = new QLabel(QStringLiteral("content"));
    group.setContent(content);
    group.show();
    auto* header = group.findChild<QAbstractButton*>(QStringLiteral("groupHeader"));
    QVERIFY(header != nullptr && content->isVisible());
    QTest::mouseClick(header, Qt::LeftButton);
    QVERIFY(!content->isVisible());
    QVERIFY(!group.isExpanded());
    QTest::keyClick(header, Qt::Key_Space);
    QVERIFY(content->isVisible());
}

void TstWidgets::aFigureIsAsWideForAnyDigits()
{
    KeyValue figure(QStringLiteral("x"));
    figure.setValue(QStringLiteral("1,111.11"), QStringLiteral("images/s"));
    const int width = figure.sizeHint().width();
    figure.setValue(QStringLiteral("8,888.88"), QStringLiteral("images/s"));
    QCOMPARE(figure.sizeHint().width(), width);
}

void TstWidgets::aLongLabelGivesWay()
{
    ElidedLabel label(QString(200, QLatin1Char('w')));
    QCOMPARE(label.minimumSizeHint().width(), 0);
    QVERIFY(label.sizeHint().width() > 1000);
    QCOMPARE(label.text().size(), 200);
}

void TstWidgets::aNoteShowsOnlyWhileItHasWords()
{
    QWidget parent;
    MessageNote note(&parent);
    parent.show();
    QVERIFY(!note.isVisible());
    note.setMessage(MessageNote::Kind::Fault, QStringLiteral("The archive cannot be read."));
    QVERIFY(note.isVisible());
    QCOMPARE(note.accessibleName(), note.text());
    note.clear();
    QVERIFY(!note.isVisible());
}

/// Not over it: that list is drawn as a menu, in colours of its own.
void TstWidgets::aListOpensBelowItsField()
{
    qApp->setStyleSheet(loadTheme(QStringLiteral("light")).styleSheet());
    QComboBox box;
    box.addItems({QStringLiteral("Speed net"), QStringLiteral("ResNet-20"), QStringLiteral("ResNet-32")});
    box.setCurrentIndex(1);
    box.show();
    QTest::mouseClick(&box, Qt::LeftButton);
    QTRY_VERIFY(box.view()->isVisible());
    const int below = box.mapToGlobal(QPoint(0, box.height())).y();
    const int list = box.view()->mapToGlobal(QPoint()).y();
    QVERIFY2(list >= below - 1, qPrintable(QStringLiteral("%1, %2").arg(list).arg(below)));
    QVERIFY(box.view()->sizeHintForRow(0) >= 24);
    box.hidePopup();
    qApp->setStyleSheet({});
}

void TstWidgets::aTableTakesTheLookOfThePages()
{
    QTableView table;
    setTableLook(table);
    QVERIFY(qobject_cast<ClassDelegate*>(table.itemDelegate()) != nullptr);
    QVERIFY(table.verticalHeader()->isHidden() && !table.showGrid());
    QVERIFY(table.verticalHeader()->defaultSectionSize() >= 24);
}

void TstWidgets::aStretchedColumnStaysReadable()
{
    QStandardItemModel model(1, 3);
    QTableView table;
    table.setModel(&model);
    table.setFrameShape(QFrame::NoFrame);
    table.verticalHeader()->hide();
    table.horizontalHeader()->resizeSection(1, 100);
    table.horizontalHeader()->resizeSection(2, 100);
    stretchColumn(table, 0);
    table.resize(500, 200);
    table.show();
    QTRY_COMPARE(table.horizontalHeader()->sectionSize(0), table.viewport()->width() - 200);
    table.resize(220, 200);
    QTRY_COMPARE(table.horizontalHeader()->sectionSize(0), paneWidth(120));
}

SACCADE_TEST(tst_widgets, TstWidgets)
#include "tst_widgets.moc"
