#include <QDialog>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/help_text.h"

using namespace saccade;

/// The help: the way through the pages, and the keys.
class TstHelpDialog : public QObject
{
    Q_OBJECT

private slots:
    void everyStepAndKeyIsShown();
    void keysAreReadWithWhatTheyDo();
    void nothingIsCutOff();
    void theProgramTellsItsParts();
};

void TstHelpDialog::everyStepAndKeyIsShown()
{
    QWidget window;
    showHelp(&window);
    QStringList texts;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        texts.append(label->text());
    }
    for (const HelpStep& step : helpSteps()) {
        QVERIFY2(texts.contains(step.title) && texts.contains(step.words), qPrintable(step.title));
    }
    for (const HelpKeyGroup& group : helpKeys()) {
        QVERIFY(texts.contains(group.title));
        for (const HelpKeys& row : group.rows) {
            QVERIFY2(texts.contains(row.words) && texts.contains(row.keys.front()), qPrintable(row.words));
        }
    }
    const QPointer<QDialog> dialog = find<QDialog>(window, "helpDialog");
    click(find<QPushButton>(window, "closeButton"));
    QTRY_VERIFY(dialog.isNull());
}

void TstHelpDialog::keysAreReadWithWhatTheyDo()
{
    QWidget window;
    showHelp(&window);
    QStringList names;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        names.append(label->accessibleName());
    }
    QVERIFY(names.contains(QStringLiteral("Ctrl+Shift+O: Open a run folder")));
    QVERIFY(!find<QScrollArea>(window, "helpKeys")->accessibleName().isEmpty());
}

void TstHelpDialog::nothingIsCutOff()
{
    QWidget window;
    showHelp(&window);
    const auto* scroll = find<QScrollArea>(window, "helpKeys");
    QVERIFY(QTest::qWaitForWindowExposed(scroll->window()));
    QVERIFY2(scroll->widget()->sizeHint().height() <= scroll->viewport()->height(),
             qPrintable(QString::number(scroll->widget()->sizeHint().height())));
    QVERIFY(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width());
}

void TstHelpDialog::theProgramTellsItsParts()
{
    TestBench bench;
    QWidget window;
    showAbout(bench.workbench, &window);
    const QString text = find<QLabel>(window, "aboutText")->text();
    QVERIFY2(text.contains(QLatin1String("Qt ")) && text.contains(QLatin1String("LibTorch")), qPrintable(text));
}

SACCADE_TEST(tst_help_dialog, TstHelpDialog)
#include "tst_help_dialog.moc"
