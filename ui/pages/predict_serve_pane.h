#pragma once

#include <QWidget>

#include "engine/session/serve_session.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace saccade {

class ElidedLabel;
class MessageNote;
struct Workbench;

/// Switches the endpoint for other programs on this computer on and off, and says how to reach it. UI thread.
class PredictServePane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictServePane(Workbench& workbench, QWidget* parent = nullptr);

private:
    void createParts();
    void createLayout();
    [[nodiscard]] QWidget* createReach();
    void switchTo(bool on);
    void showState();

    Workbench& m_workbench;
    QCheckBox* m_switch = nullptr;
    QSpinBox* m_port = nullptr;
    QWidget* m_reach = nullptr;
    ElidedLabel* m_address = nullptr;
    ElidedLabel* m_token = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_openPage = nullptr;
    QLabel* m_counts = nullptr;
    MessageNote* m_note = nullptr;
    ServeSession m_session; // last: goes first
};

} // namespace saccade
