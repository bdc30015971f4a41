#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade {

/// What the Evaluate page shows instead of an evaluation: what it is for, what went wrong, or what is waited for and
/// how far that is. UI thread.
class EvaluateEmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluateEmptyState(QWidget* parent = nullptr);

    void showInvitation();
    void showMessage(const QString& text);
    /// With Cancel, and a bar from the first setProgress() on.
    void showWaiting(const QString& forWhat);
    /// share 0..1; secondsLeft negative while unknown.
    void setProgress(double share, double secondsLeft);

signals:
    void runFolderRequested();
    void modelFileRequested();
    void cancelled();

private:
    QWidget* createProgress();
    QWidget* createButtons();

    QLabel* m_text = nullptr;
    QWidget* m_progress = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_left = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace saccade
