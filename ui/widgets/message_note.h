#pragma once

#include <QWidget>

class QLabel;

namespace saccade {

class IconLabel;

/// A sentence with its sign on a tint, in place: a fault or a warning at its cause. Hidden while it has no text. UI
/// thread.
class MessageNote final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Warning,
        Fault
    };

    explicit MessageNote(QWidget* parent = nullptr);

    void setMessage(Kind kind, const QString& text);
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Fault;
    IconLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
};

} // namespace saccade
