#include "ui/dialogs/system_dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace saccade {

namespace {

QFileDialog* makeFileDialog(QWidget* parent, const QString& title, const QString& start, const QString& filter)
{
    auto* dialog = new QFileDialog(parent, title, start, filter);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    return dialog;
}

QString firstOf(const QFileDialog& dialog, int result)
{
    return result == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace

void SystemDialogs::chooseFolder(QWidget* parent, const QString& title, const QString& start,
                                 std::function<void(QString)> done)
{
    QFileDialog* dialog = makeFileDialog(parent, title, start, {});
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QDialog::finished, parent,
                     [dialog, done = std::move(done)](int result) { done(firstOf(*dialog, result)); });
    dialog->open();
}

void SystemDialogs::chooseFiles(QWidget* parent, const QString& title, const QString& start, const QString& filter,
                                std::function<void(QStringList)> done)
{
    QFileDialog* dialog = makeFileDialog(parent, title, start, filter);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QDialog::finished, parent, [dialog, done = std::move(done)](int result) {
        done(result == QDialog::Accepted ? dialog->selectedFiles() : QStringList());
    });
    dialog->open();
}

void SystemDialogs::chooseSaveFile(QWidget* parent, const QString& title, const QString& proposal,
                                   const QString& filter, std::function<void(QString)> done)
{
    const QFileInfo proposed(proposal);
    QFileDialog* dialog =
        makeFileDialog(parent, title, proposed.isAbsolute() ? proposed.absolutePath() : QString(), filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(proposed.fileName());
    QObject::connect(dialog, &QDialog::finished, parent,
                     [dialog, done = std::move(done)](int result) { done(firstOf(*dialog, result)); });
    dialog->open();
}

void SystemDialogs::askText(QWidget* parent, const QString& title, const QString& label, const QString& proposal,
                            const QString& action, std::function<void(QString)> done)
{
    auto* dialog = new QInputDialog(parent);
    dialog->setObjectName(QStringLiteral("textDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(proposal);
    dialog->setOkButtonText(action);
    QObject::connect(dialog, &QDialog::finished, parent, [dialog, done = std::move(done)](int result) {
        done(result == QDialog::Accepted ? dialog->textValue() : QString());
    });
    dialog->open();
}

void SystemDialogs::confirm(QWidget* parent, const QString& title, const QString& text, const QString& action,
                            std::function<void(bool)> done)
{
    auto* box = new QMessageBox(QMessageBox::Question, title, title, QMessageBox::Cancel, parent);
    box->setObjectName(QStringLiteral("confirmDialog"));
    box->setInformativeText(text);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::WindowModal);
    const QPushButton* yes = box->addButton(action, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QDialog::finished, parent,
                     [box, yes, done = std::move(done)] { done(box->clickedButton() == yes); });
    box->open();
}

} // namespace saccade
