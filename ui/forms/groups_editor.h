#pragma once

#include "ui/forms/field_editor.h"

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace saccade {

/// The optimiser groups as a list of lines, each "PATTERN: rate=x0.1, decay=0", with how many parameters it matches or
/// what is wrong with it below. A line that is not right yet changes nothing. The options are the parameters' names. UI
/// thread.
class GroupsEditor final : public FieldEditor
{
    Q_OBJECT

public:
    GroupsEditor(const FieldInfo& info, QWidget* parent);

    void setValue(const FieldValue& value) override;
    void setOptions(const std::vector<FieldOption>& options) override;
    [[nodiscard]] bool isWide() const override { return true; }

private:
    struct Line
    {
        QWidget* row = nullptr;
        QLineEdit* edit = nullptr;
        QLabel* note = nullptr;
    };

    void addLine(const QString& text);
    void removeLine(const QWidget* row);
    void commit();
    void showNotes();
    [[nodiscard]] QString noteOf(const QString& text, bool& isRight) const;

    std::vector<Line> m_lines;
    std::vector<std::string> m_parameters;
    std::string m_value;
    QVBoxLayout* m_list;
    QPushButton* m_add;
};

} // namespace saccade
