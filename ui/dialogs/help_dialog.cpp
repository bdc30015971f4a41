#include "ui/dialogs/help_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

class HelpText
{
    Q_DECLARE_TR_FUNCTIONS(HelpText)

public:
    static QList<QPair<QString, QString>> keys()
    {
        return {{tr("Ctrl+1 … 4"), tr("Data, Train, Evaluate, Predict")},
                {tr("F6, Shift+F6"), tr("Next, previous pane")},
                {tr("Ctrl+O"), tr("Open a folder of images")},
                {tr("Ctrl+Shift+O"), tr("Open a run folder")},
                {tr("Ctrl+V"), tr("Classify the image in the clipboard")},
                {tr("Ctrl+Enter"), tr("Start training")},
                {tr("Ctrl+R"), tr("Roll the augmentation's preview again")},
                {tr("Shift+F8"), tr("Stop and keep the best")},
                {tr("Arrows, Home, End"), tr("Walk curves, matrix and images")},
                {tr("Enter"), tr("Open the cell or image")},
                {tr("L, T"), tr("In a curve: log axis, table")},
                {tr("D, N"), tr("In the matrix: hide the diagonal, shares of the row")},
                {tr("Escape"), tr("In the matrix: show all images again")}};
    }
};

QDialog* makeDialog(QWidget* parent, const QString& name, const QString& title)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    return dialog;
}

void addCloseButton(QDialog& dialog)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::close);
    dialog.layout()->addWidget(buttons);
}

} // namespace

void showKeyboardHelp(QWidget* parent)
{
    QDialog* dialog = makeDialog(parent, QStringLiteral("keyboardDialog"), HelpText::tr("Keyboard"));
    const auto keys = HelpText::keys();
    auto* table = new QTableWidget(static_cast<int>(keys.size()), 2, dialog);
    table->setAccessibleName(HelpText::tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({HelpText::tr("Key"), HelpText::tr("Does")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int row = 0; row < keys.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(keys[row].first));
        table->setItem(row, 1, new QTableWidgetItem(keys[row].second));
    }
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(0, 160);
    dialog->layout()->addWidget(table);
    addCloseButton(*dialog);
    dialog->resize(560, 470);
    dialog->open();
}

void showAbout(Workbench& workbench, QWidget* parent)
{
    QDialog* dialog = makeDialog(parent, QStringLiteral("aboutDialog"), HelpText::tr("About Saccade"));
    auto* title = new QLabel(QStringLiteral("Saccade %1").arg(QCoreApplication::applicationVersion()), dialog);
    title->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    const ComputeEngine* engine = workbench.loader.computeEngine();
    const QString torch = engine != nullptr ? QString::fromStdString(engine->version()) : HelpText::tr("not loaded");
    auto* text =
        new QLabel(HelpText::tr("Teach your computer to tell images apart. Everything stays on this computer.\n\n"
                                "Qt %1, LibTorch %2.\n"
                                "Free software under the GNU General Public License, version 3 or later.")
                       .arg(QString::fromLatin1(qVersion()), torch),
                   dialog);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    dialog->layout()->addWidget(title);
    dialog->layout()->addWidget(text);
    addCloseButton(*dialog);
    dialog->resize(420, 220);
    dialog->open();
}

} // namespace saccade
