#pragma once

#include <vector>

class QTextDocument;

namespace saccade {

/// Places in a document, from the first to the last, that belong on one page: a heading and what follows it, a row of
/// pictures and their words.
struct KeptTogether
{
    int begin = 0;
    int end = 0;
};

/// Begins a page before each of them that one would part; such that are longer than a page stay parted. The document
/// has its page size; the places are in their order. Any thread.
void keepTogether(QTextDocument& document, const std::vector<KeptTogether>& places);

} // namespace saccade
