#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace saccade {

/// What a page shows before it has something to show: one sentence and one button. UI thread.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString& icon, const QString& sentence, const QString& action, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    [[nodiscard]] QPushButton* button() const { return m_button; }

signals:
    void triggered();

private:
    QLabel* m_sentence = nullptr;
    QPushButton* m_button = nullptr;
};

} // namespace saccade
