#include "ui/forms/groups_editor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "engine/training/group_rules.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/panes.h"

namespace saccade {

GroupsEditor::GroupsEditor(const FieldInfo& info, QWidget* parent)
    : FieldEditor(info, parent), m_list(new QVBoxLayout), m_add(nullptr)
{
    auto* content = new QWidget(this);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    m_list->setSpacing(4);
    m_add = makeButton(QStringLiteral("addGroupButton"), tr("Add group"), QStringLiteral("plus"),
                       QStringLiteral("flat"), content);
    m_add->setToolTip(tr("Other rules for parameters of some names, e.g. conv*: rate=x0.1, decay=0"));
    rows->addLayout(m_list);
    rows->addWidget(m_add, 0, Qt::AlignLeft);
    layout()->addWidget(content);
    setControl(content);
    setFocusProxy(m_add);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addLine({});
        showNotes();
        m_lines.back().edit->setFocus();
    });
}

void GroupsEditor::addLine(const QString& text)
{
    Line line;
    line.row = new QWidget(this);
    auto* column = new QVBoxLayout(line.row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* fields = new QHBoxLayout;
    fields->setSpacing(4);
    const QString number = QString::number(m_lines.size());
    line.edit = new QLineEdit(text, line.row);
    line.edit->setObjectName(QStringLiteral("groupEdit") + number);
    line.edit->setAccessibleName(
        tr("Optimiser group %1").arg(formatCount(static_cast<std::int64_t>(m_lines.size() + 1))));
    line.edit->setPlaceholderText(tr("conv*: rate=x0.1, decay=0"));
    line.edit->setToolTip(tr("Name pattern with *, a colon, then any of rate=0.1 or rate=x0.1 (a factor), decay=0, "
                             "rule=sgd, adam, adamw or muon, until=3 (epochs; 0 freezes)"));
    auto* remove = makeToolButton(QStringLiteral("removeGroup") + number, tr("Remove this group"),
                                  QStringLiteral("trash"), line.row);
    fields->addWidget(line.edit, 1);
    fields->addWidget(remove);
    line.note = makeCaption({}, line.row);
    line.note->setObjectName(QStringLiteral("groupNote") + number);
    line.note->setWordWrap(true);
    column->addLayout(fields);
    column->addWidget(line.note);
    m_list->addWidget(line.row);
    connect(line.edit, &QLineEdit::textEdited, this, &GroupsEditor::showNotes);
    connect(line.edit, &QLineEdit::editingFinished, this, &GroupsEditor::commit);
    connect(remove, &QPushButton::clicked, this, [this, row = line.row] { removeLine(row); });
    m_lines.push_back(line);
}

void GroupsEditor::removeLine(const QWidget* row)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [row](const Line& line) { return line.row == row; });
    if (found != m_lines.end()) {
        found->row->hide();
        found->row->deleteLater(); // its button is still in its own signal
        m_lines.erase(found);
        commit();
    }
}

void GroupsEditor::setValue(const FieldValue& value)
{
    const std::string& text = std::get<std::string>(value);
    if (text == m_value) {
        return;
    }
    m_value = text;
    for (const Line& line : m_lines) {
        line.row->hide();
        line.row->deleteLater();
    }
    m_lines.clear();
    if (const Result<std::vector<GroupRule>> rules = parseGroupRules(text)) {
        for (const GroupRule& rule : *rules) {
            addLine(QString::fromStdString(groupRulesText({rule})));
        }
    } else {
        addLine(QString::fromStdString(text));
    }
    showNotes();
}

void GroupsEditor::setOptions(const std::vector<FieldOption>& options)
{
    m_parameters.clear();
    for (const FieldOption& option : options) {
        m_parameters.push_back(option.name);
    }
    showNotes();
}

void GroupsEditor::commit()
{
    std::vector<GroupRule> rules;
    for (const Line& line : m_lines) {
        const Result<std::vector<GroupRule>> read = parseGroupRules(line.edit->text().toStdString());
        bool isRight = read.hasValue();
        (void)noteOf(line.edit->text(), isRight);
        if (!isRight) {
            return; // its note says what is wrong
        }
        rules.insert(rules.end(), read->begin(), read->end());
    }
    const std::string text = groupRulesText(rules);
    if (text != m_value) {
        m_value = text;
        emit edited(FieldValue(text));
    }
}

void GroupsEditor::showNotes()
{
    for (const Line& line : m_lines) {
        bool isRight = true;
        line.note->setText(noteOf(line.edit->text(), isRight));
        setTone(line.note, isRight ? QStringLiteral("2") : QStringLiteral("bad"));
        line.edit->setAccessibleDescription(line.note->text());
    }
}

QString GroupsEditor::noteOf(const QString& text, bool& isRight) const
{
    const Result<std::vector<GroupRule>> rules = parseGroupRules(text.toStdString());
    isRight = rules.hasValue();
    if (!rules) {
        return errorText(rules.error());
    }
    if (rules->empty() || m_parameters.empty()) {
        return {};
    }
    const std::string& pattern = rules->front().pattern;
    const auto count = std::count_if(m_parameters.begin(), m_parameters.end(),
                                     [&](const std::string& name) { return matchesPattern(pattern, name); });
    if (count == 0) {
        isRight = false;
        return tr("matches no parameter; the nearest is %1")
            .arg(QString::fromStdString(nearestName(pattern, m_parameters)));
    }
    return tr("matches %1 of %2 parameters")
        .arg(formatCount(count), formatCount(static_cast<std::int64_t>(m_parameters.size())));
}

} // namespace saccade
