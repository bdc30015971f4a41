#pragma once

#include <QList>
#include <QWidget>

#include "ui/window/workbench.h"

class QAction;
class QLabel;
class QHBoxLayout;
class QMimeData;

namespace saccade {

enum class PageId
{
    Data,
    Train,
    Evaluate,
    Predict,
    Export
};

/// A page of the rail: a 56 px header (title, subject, quiet actions, at most one filled action) above its content.
/// Pages ask the window for another page by signal. UI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    /// icon names a file in resources/icons; it is the rail's too.
    Page(Workbench& workbench, const QString& title, const QString& icon, QWidget* parent = nullptr);

    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const QString& icon() const { return m_icon; }
    /// Commands for the menu bar, in order; the window puts them into the page's menu. Owned by the page.
    [[nodiscard]] virtual QList<QAction*> menuActions() const { return {}; }
    /// Opens what was dropped or pasted when this page is in front; false lets the window decide (folders and archives
    /// go to Data, images to Predict).
    virtual bool acceptDrop(const QMimeData& data);

signals:
    void pageRequested(saccade::PageId page);

protected:
    [[nodiscard]] Workbench& workbench() const { return m_workbench; }
    /// "cifar10-jpeg" in medium weight, then the details in text 2.
    void setSubject(const QString& subject, const QString& details);
    /// To the right of the header, in order; the page's one filled button has property kind="primary".
    void addHeaderWidget(QWidget* widget);
    /// To the left of the header, after the title (a chooser instead of a subject).
    void addHeaderChooser(QWidget* widget);
    /// Fills the page below the header.
    void setContent(QWidget* content);
    /// Only a page that has nothing to name yet goes without.
    void setHeaderVisible(bool visible);

private:
    Workbench& m_workbench;
    QString m_title;
    QString m_icon;
    QLabel* m_subject = nullptr;
    class ElidedLabel* m_details = nullptr;
    QHBoxLayout* m_header = nullptr;
    QWidget* m_headerLine = nullptr;
    int m_choosersEnd = 0;
};

} // namespace saccade
