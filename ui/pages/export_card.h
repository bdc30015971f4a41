#pragma once

#include <QFrame>

#include "ui/models/export_text.h"

class QCheckBox;
class QLabel;

namespace saccade {

class MessageNote;

/// One format: whether it is wanted, what it is for, its size and time, what the check says. A click, or the focus,
/// makes it the current one. UI thread.
class ExportCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ExportCard(ExportFormat format, QWidget* parent = nullptr);

    [[nodiscard]] ExportFormat format() const { return m_format; }
    [[nodiscard]] bool isWanted() const;
    void setWanted(bool wanted);
    /// Not while an export runs, and not when the check blocks the format.
    void setChoosable(bool choosable, const QString& reason);
    void setCurrent(bool current);
    /// "–" where it is not known.
    void setFigures(const QString& size, const QString& time);
    void setNote(const ExportNote& note);
    [[nodiscard]] const ExportNote& note() const { return m_note; }

signals:
    void wantedChanged(bool wanted); ///< by hand
    void chosen();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ExportFormat m_format;
    ExportNote m_note;
    QCheckBox* m_box = nullptr;
    QLabel* m_size = nullptr;
    QLabel* m_time = nullptr;
    MessageNote* m_message = nullptr;
};

} // namespace saccade
