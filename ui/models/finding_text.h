#pragma once

#include <QString>
#include <QStringList>

#include "engine/data/data_set.h"
#include "engine/metrics/verdict.h"

namespace saccade {

/// One finding in one or two sentences with its numbers, and how sure they are. Translated.
[[nodiscard]] QString findingText(const Finding& finding, const QStringList& classNames);
/// Whether it is good news: only then it is marked with a check.
[[nodiscard]] bool isGoodNews(const Finding& finding);

} // namespace saccade
