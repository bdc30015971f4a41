#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

class QPushButton;

namespace saccade {

/// The conditions that are in force, each as a button that removes it (click, Delete), and one that removes all.
/// Nothing is shown while there is none. UI thread.
class FilterChips final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget* parent = nullptr);

    void setChips(const QStringList& texts);
    [[nodiscard]] int count() const { return m_count; }

signals:
    void removed(int index); ///< of the chips as they were set
    void allRemoved();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPushButton* addChip();

    std::vector<QPushButton*> m_chips; // the first m_count are shown
    QPushButton* m_clear = nullptr;
    int m_count = 0;
};

} // namespace saccade
