#include "ui/dialogs/help_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/help_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/mark.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kStepsWidth = 296;
constexpr int kKeysWidth = 176;
constexpr QSize kHelpSize{800, 680};
constexpr int kMark = 48;

class HelpDialogText
{
    Q_DECLARE_TR_FUNCTIONS(HelpDialogText)
};

QVBoxLayout* makeColumn(QWidget* column)
{
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(measure::kPageMargin, measure::kPageMargin, measure::kPageMargin, measure::kPageMargin);
    layout->setSpacing(12);
    return layout;
}

QWidget* makeSteps(QWidget* parent)
{
    auto* column = new QWidget(parent);
    column->setFixedWidth(paneWidth(kStepsWidth));
    QVBoxLayout* layout = makeColumn(column);
    for (const HelpStep& step : helpSteps()) {
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        QLabel* text = makeLabel(step.words, QStringLiteral("2"), column);
        text->setWordWrap(true);
        words->addWidget(makeHeading(step.title, column));
        words->addWidget(text);
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new IconLabel(step.icon, &Theme::accentText, 20, column), 0, Qt::AlignTop);
        row->addLayout(words, 1);
        layout->addLayout(row);
    }
    layout->addStretch(1);
    return column;
}

QWidget* makeKeyRow(const HelpKeys& keys, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* caps = new QHBoxLayout;
    caps->setSpacing(4);
    auto* place = new QWidget(row);
    place->setFixedWidth(textSized(kKeysWidth));
    place->setLayout(caps);
    caps->setContentsMargins(0, 0, 0, 0);
    for (const QString& key : keys.keys) {
        QLabel* cap = makeLabel(key, {}, place);
        cap->setFont(themeFont(TextSize::Caption, QFont::Medium));
        cap->setProperty("role", QStringLiteral("key"));
        caps->addWidget(cap);
    }
    caps->addStretch(1);
    QLabel* words = makeLabel(keys.words, QStringLiteral("2"), row);
    words->setAccessibleName(keys.keys.join(QStringLiteral(", ")) + QStringLiteral(": ") + keys.words);
    words->setWordWrap(true);
    layout->addWidget(place);
    layout->addWidget(words, 1);
    return row;
}

QWidget* makeKeys(QWidget* parent)
{
    auto* column = new QWidget(parent);
    column->setProperty("surface", QStringLiteral("pane"));
    column->setAttribute(Qt::WA_StyledBackground);
    QVBoxLayout* layout = makeColumn(column);
    layout->setSpacing(6);
    for (const HelpKeyGroup& group : helpKeys()) {
        if (layout->count() > 0) {
            layout->addSpacing(8);
        }
        layout->addWidget(makeHeading(group.title, column));
        for (const HelpKeys& keys : group.rows) {
            layout->addWidget(makeKeyRow(keys, column));
        }
    }
    layout->addStretch(1);
    return column;
}

QScrollArea* makeKeysPane(QWidget* parent)
{
    QScrollArea* scroll = makeScroll(makeKeys(parent), parent);
    scroll->setObjectName(QStringLiteral("helpKeys"));
    scroll->setAccessibleName(HelpDialogText::tr("Keys and what they do"));
    scroll->setFocusPolicy(Qt::TabFocus); // arrows scroll it
    return scroll;
}

QString version()
{
    return QStringLiteral("Saccade %1").arg(QCoreApplication::applicationVersion());
}

QString aboutText(Workbench& workbench)
{
    const ComputeEngine* engine = workbench.loader.computeEngine();
    const QString torch =
        engine != nullptr ? QString::fromStdString(engine->version()) : HelpDialogText::tr("not loaded");
    return HelpDialogText::tr("Teach your computer to tell images apart. Everything stays on this computer.\n\n"
                              "Qt %1, LibTorch %2.\n"
                              "Free software under the GNU General Public License, version 3 or later.")
        .arg(QString::fromLatin1(qVersion()), torch);
}

} // namespace

void showHelp(QWidget* parent)
{
    QDialog* dialog = makeDialog(parent, QStringLiteral("helpDialog"), HelpDialogText::tr("First steps and keys"));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeSteps(dialog));
    row->addWidget(makeVerticalLine(dialog));
    row->addWidget(makeKeysPane(dialog), 1);
    dialogLayout(*dialog)->addLayout(row, 1);
    addCloseLine(*dialog, version());
    dialog->resize(kHelpSize);
    dialog->open();
}

void showAbout(Workbench& workbench, QWidget* parent)
{
    QDialog* dialog = makeDialog(parent, QStringLiteral("aboutDialog"), HelpDialogText::tr("About Saccade"));
    QLabel* title = makeLabel(version(), {}, dialog);
    title->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    QLabel* text = makeLabel(aboutText(workbench), QStringLiteral("2"), dialog);
    text->setObjectName(QStringLiteral("aboutText"));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* words = new QVBoxLayout;
    words->setSpacing(measure::kControlGap);
    words->addWidget(title);
    words->addWidget(text);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 24, 24, 24);
    row->setSpacing(20);
    row->addWidget(new Mark(kMark, dialog), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    dialogLayout(*dialog)->addLayout(row);
    addCloseLine(*dialog);
    dialog->resize(480, dialog->sizeHint().height());
    dialog->open();
}

} // namespace saccade
