#pragma once

#include <QString>
#include <QStringList>
#include <deque>

#include "ui/dialogs/dialogs.h"

/// Answers every question at once from queues; without an answer, Cancel. Remembers what was asked.
class ScriptedDialogs final : public saccade::Dialogs
{
public:
    std::deque<QString> folders;
    std::deque<QStringList> files;
    std::deque<QString> saveFiles;
    std::deque<QString> texts;
    std::deque<bool> confirmations;
    QStringList asked; ///< titles, in order

    void chooseFolder(QWidget*, const QString& title, const QString&, std::function<void(QString)> done) override
    {
        done(next(folders, title));
    }
    void chooseFiles(QWidget*, const QString& title, const QString&, const QString&,
                     std::function<void(QStringList)> done) override
    {
        done(next(files, title));
    }
    void chooseSaveFile(QWidget*, const QString& title, const QString&, const QString&,
                        std::function<void(QString)> done) override
    {
        done(next(saveFiles, title));
    }
    void askText(QWidget*, const QString& title, const QString&, const QString&, const QString&,
                 std::function<void(QString)> done) override
    {
        done(next(texts, title));
    }
    void confirm(QWidget*, const QString& title, const QString&, const QString&,
                 std::function<void(bool)> done) override
    {
        done(next(confirmations, title));
    }

private:
    template <typename Answer>
    Answer next(std::deque<Answer>& answers, const QString& title)
    {
        asked.append(title);
        if (answers.empty()) {
            return {};
        }
        const Answer answer = answers.front();
        answers.pop_front();
        return answer;
    }
};
