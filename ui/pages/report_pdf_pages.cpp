#include "ui/pages/report_pdf_pages.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace saccade {

namespace {

QRectF rectAt(const QTextDocument& document, int place)
{
    return document.documentLayout()->blockBoundingRect(document.findBlock(place));
}

/// Of a table with one row, the whole row's.
double bottomAt(QTextDocument& document, int place)
{
    QTextCursor cursor(&document);
    cursor.setPosition(place);
    QTextTable* table = cursor.currentTable();
    return table != nullptr && table->rows() == 1 ? document.documentLayout()->frameBoundingRect(table).bottom()
                                                  : rectAt(document, place).bottom();
}

bool isParted(QTextDocument& document, const KeptTogether& place)
{
    const double page = document.pageSize().height();
    const double top = rectAt(document, place.begin).top();
    const double bottom = bottomAt(document, place.end) - 1;
    return bottom - top < page && static_cast<int>(top / page) != static_cast<int>(bottom / page);
}

void beginPageAt(QTextDocument& document, int place)
{
    QTextCursor cursor(&document);
    cursor.setPosition(place);
    if (QTextTable* table = cursor.currentTable()) {
        QTextTableFormat format = table->format();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        table->setFormat(format);
        return;
    }
    QTextBlockFormat format;
    format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    cursor.mergeBlockFormat(format);
}

} // namespace

void keepTogether(QTextDocument& document, const std::vector<KeptTogether>& places)
{
    document.documentLayout()->documentSize(); // lays all of it out: what a change finds half laid out stays so
    for (const KeptTogether& place : places) {
        if (isParted(document, place)) {
            beginPageAt(document, place.begin);
            document.documentLayout()->documentSize();
        }
    }
}

} // namespace saccade
