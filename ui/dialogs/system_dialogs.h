#pragma once

#include "ui/dialogs/dialogs.h"

namespace saccade {

/// The desktop's own dialogs, opened without a nested event loop. UI thread.
class SystemDialogs final : public Dialogs
{
public:
    void chooseFolder(QWidget* parent, const QString& title, const QString& start,
                      std::function<void(QString)> done) override;
    void chooseFiles(QWidget* parent, const QString& title, const QString& start, const QString& filter,
                     std::function<void(QStringList)> done) override;
    void chooseSaveFile(QWidget* parent, const QString& title, const QString& proposal, const QString& filter,
                        std::function<void(QString)> done) override;
    void askText(QWidget* parent, const QString& title, const QString& label, const QString& proposal,
                 const QString& action, std::function<void(QString)> done) override;
    void confirm(QWidget* parent, const QString& title, const QString& text, const QString& action,
                 std::function<void(bool)> done) override;
};

} // namespace saccade
