#pragma once

#include <QWidget>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace saccade {

/// The column of pages at the left: 80 px wide, one checkable button a page, commands at the bottom. UI thread.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Pages count from 0 in the order they are added; the shortcut is shown in the tooltip.
    void addPage(const QString& title, const QString& icon, const QString& shortcut);
    /// At the bottom; the caller connects the button.
    QToolButton* addCommand(const QString& title, const QString& icon);
    void setCurrentPage(int page);

signals:
    void pageChosen(int page);

private:
    QToolButton* makeButton(const QString& title, const QString& icon);

    QVBoxLayout* m_layout = nullptr;
    QButtonGroup* m_pages = nullptr;
    int m_pageCount = 0;
};

} // namespace saccade
