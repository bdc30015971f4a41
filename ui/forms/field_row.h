#pragma once

#include <QWidget>

#include "ui/forms/field_editor.h"

class QCheckBox;
class QToolButton;

namespace saccade {

/// Label (a check box where the setting can be switched off), a button back to the preset, the editor and, below it,
/// what is wrong with the value. UI thread.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldRow(const FieldInfo& info, QWidget* parent = nullptr);

    [[nodiscard]] FieldEditor& editor() const { return *m_editor; }
    /// The button back to the preset is there when the value differs.
    void setChanged(bool isChanged, const QString& presetValue);
    void setProblem(const QString& problem);
    /// A setting that has no effect says why.
    void setRelevant(bool isRelevant, const QString& reason);
    void setLocked(bool isLocked);

signals:
    void resetRequested();

private:
    void updateEnabled();

    QWidget* createLead();
    QWidget* createLabel(const QString& text);

    FieldEditor* m_editor;
    QCheckBox* m_switch = nullptr; ///< the label, where there is something to switch off
    QWidget* m_label;
    QToolButton* m_reset;
    QLabel* m_problem;
    QString m_help;
    bool m_isChanged = false;
    bool m_isRelevant = true;
    bool m_isLocked = false;
};

} // namespace saccade
