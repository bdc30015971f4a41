#pragma once

#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace saccade {

/// Every question to the user. Answers come by callback, later; an empty answer is Cancel. Two implementations: the
/// system's dialogs and the scripted one of the tests. UI thread, must not block.
class Dialogs
{
public:
    virtual ~Dialogs() = default;

    virtual void chooseFolder(QWidget* parent, const QString& title, const QString& start,
                              std::function<void(QString)> done) = 0;
    virtual void chooseFiles(QWidget* parent, const QString& title, const QString& start, const QString& filter,
                             std::function<void(QStringList)> done) = 0;
    virtual void chooseSaveFile(QWidget* parent, const QString& title, const QString& proposal, const QString& filter,
                                std::function<void(QString)> done) = 0;
    /// One line of text; `action` names the confirming button.
    virtual void askText(QWidget* parent, const QString& title, const QString& label, const QString& proposal,
                         const QString& action, std::function<void(QString)> done) = 0;
    /// Only for what cannot be undone, and for closing while a run goes on. `action` names the confirming button.
    virtual void confirm(QWidget* parent, const QString& title, const QString& text, const QString& action,
                         std::function<void(bool)> done) = 0;
};

} // namespace saccade
