#pragma once

#include <QWidget>

#include "ui/window/workbench.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace saccade {

/// What the decoded images use, how much they may, and the button that clears them. UI thread.
class CacheSection final : public QWidget
{
    Q_OBJECT

public:
    explicit CacheSection(Workbench& workbench, QWidget* parent = nullptr);

private:
    [[nodiscard]] QWidget* createUse();
    void createLimit();
    void clear();
    void applyLimit();
    void showUse();

    Workbench& m_workbench;
    QLabel* m_use = nullptr;
    QProgressBar* m_share = nullptr;
    QPushButton* m_clear = nullptr;
    QSpinBox* m_limit = nullptr;
};

} // namespace saccade
