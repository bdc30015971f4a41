#pragma once

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QListWidget;

namespace saccade {

/// Asks for one of many classes: typing narrows the list, arrows walk it, Enter takes one, Escape none. UI thread.
class ClassPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit ClassPopup(QWidget* parent = nullptr);

    /// Above or below a widget, whichever has room; `title` says what the class is for.
    void open(const QString& title, const QStringList& classNames, QWidget* beside);

signals:
    void chosen(int label);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow(const QString& text);
    void take();

    QLineEdit* m_search = nullptr;
    QListWidget* m_list = nullptr;
};

} // namespace saccade
