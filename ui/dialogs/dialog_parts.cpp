#include "ui/dialogs/dialog_parts.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

QDialog* makeDialog(QWidget* parent, const QString& objectName, const QString& title)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return dialog;
}

QVBoxLayout* dialogLayout(const QDialog& dialog)
{
    return qobject_cast<QVBoxLayout*>(dialog.layout());
}

QFormLayout* addSection(QVBoxLayout& layout, const QString& title, const QString& note)
{
    QWidget* parent = layout.parentWidget();
    if (layout.count() > 0) {
        layout.addWidget(makeHorizontalLine(parent));
    }
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 16);
    rows->setSpacing(2);
    rows->addWidget(makeHeading(title, parent));
    if (!note.isEmpty()) {
        QLabel* words = makeCaption(note, parent);
        words->setWordWrap(true);
        rows->addWidget(words);
    }
    rows->addSpacing(8);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(measure::kPageMargin);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->addLayout(form);
    layout.addLayout(rows);
    return form;
}

void addRow(QFormLayout& form, const QString& label, QWidget* field)
{
    QLabel* words = makeLabel(label, QStringLiteral("2"), field->parentWidget());
    words->setMinimumWidth(paneWidth(measure::kFieldLabel));
    words->setMinimumHeight(textSized(measure::kControlHeight));
    words->setBuddy(field);
    form.addRow(words, field);
}

void addCloseLine(QDialog& dialog, const QString& note)
{
    QVBoxLayout* layout = dialogLayout(dialog);
    layout->addStretch(); // only what content without a stretch of its own leaves
    layout->addWidget(makeHorizontalLine(&dialog));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    QPushButton* close =
        makeButton(QStringLiteral("closeButton"), QCoreApplication::translate("DialogParts", "Close"), {}, {}, &dialog);
    close->setDefault(true);
    line->addWidget(makeCaption(note, &dialog), 1);
    line->addWidget(close);
    layout->addLayout(line);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::close);
}

} // namespace saccade
