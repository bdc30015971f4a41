#pragma once

#include <QWidget>

class QLabel;

namespace saccade {

class IconLabel;

/// A sentence with its sign on a tint, in place: a fault, a warning or a result at its cause. Hidden while it has no
/// text. UI thread.
class MessageNote final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Warning,
        Fault,
        Good,
        Plain, ///< says how it is, on a quiet ground
        Busy   ///< says what is being done
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
