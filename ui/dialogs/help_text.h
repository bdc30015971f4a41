#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace saccade {

/// A page of the window and what one does there.
struct HelpStep
{
    QString icon;
    QString title;
    QString words;
};

/// Keys that do the same thing, or one thing and its contrary.
struct HelpKeys
{
    QStringList keys;
    QString words;
};

struct HelpKeyGroup
{
    QString title;
    QList<HelpKeys> rows;
};

/// What the help shows, in the language in use. UI thread.
[[nodiscard]] QList<HelpStep> helpSteps();
[[nodiscard]] QList<HelpKeyGroup> helpKeys();

} // namespace saccade
