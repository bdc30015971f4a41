#pragma once

#include <QWidget>

namespace saccade {

/// Over the whole window while something is dragged: an accent frame and a sentence that says what dropping does.
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* parent);

    void show(const QString& sentence);
    [[nodiscard]] const QString& sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_sentence;
};

} // namespace saccade
