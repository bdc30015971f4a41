#include "ui/pages/report_pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextTable>
#include <QVector>
#include <utility>
#include <vector>

#include "engine/runs/report_svg.h"
#include "engine/runs/report_words.h"
#include "ui/models/gallery_model.h"
#include "ui/pages/report_pdf_pages.h"
#include "ui/pages/report_pdf_pictures.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kResolution = 300;
constexpr double kMargin = 18; // mm
constexpr double kText = 9;    // points
constexpr double kFooter = 24; // points
constexpr int kMostClassesPrinted = 40;
constexpr int kErrorColumns = 6;
constexpr int kErrorSide = 84;

using Row = QStringList;

QString words(const std::string& text)
{
    return displayName(text);
}

/// Writes one report into a document, from its title to its limits.
class PdfText final
{
public:
    PdfText(const EvaluationReport& report, QTextDocument& document)
        : m_report(report), m_cursor(&document), m_light(loadTheme(QStringLiteral("light")))
    {
        m_cursor.beginEditBlock();
    }

    /// What belongs on one page.
    std::vector<KeptTogether> write()
    {
        paragraph(words(m_report.run.title), 20, m_light.text, QFont::DemiBold, 0);
        paragraph(words(subjectLine(m_report)), kText, m_light.text2);
        writeVerdict();
        writeCurves();
        writeMatrix();
        writeClasses();
        writeConfusions();
        writeErrors();
        writeConfidence();
        writeSettings();
        heading(QStringLiteral("Limits"));
        for (const std::string& sentence : limitSentences(m_report.part)) {
            item(sentence);
        }
        m_cursor.endEditBlock();
        return m_kept;
    }

private:
    [[nodiscard]] QString name(int label) const
    {
        return words(m_report.run.plan.data.classNames[static_cast<std::size_t>(label)]);
    }
    static QTextCharFormat textFormat(double points, const QColor& colour, int weight)
    {
        QTextCharFormat format;
        format.setFontPointSize(points);
        format.setForeground(colour);
        format.setFontWeight(weight);
        return format;
    }
    void paragraph(const QString& text, double points, const QColor& colour, int weight = QFont::Normal,
                   double above = 2)
    {
        QTextBlockFormat block;
        block.setTopMargin(above);
        block.setBottomMargin(2);
        m_cursor.insertBlock(block, textFormat(points, colour, weight));
        m_cursor.insertText(text);
        closeHeading(m_cursor.position());
    }
    void plain(const std::string& text) { paragraph(words(text), kText, m_light.text); }
    void heading(const QString& text)
    {
        paragraph(text, 13, m_light.text, QFont::DemiBold, 16);
        m_openHeading = m_cursor.block().position();
    }
    /// The first thing below a heading ends there.
    void closeHeading(int end)
    {
        if (m_openHeading >= 0) {
            m_kept.push_back({std::exchange(m_openHeading, -1), end});
        }
    }
    void item(const std::string& text) { paragraph(QStringLiteral("•  ") + words(text), kText, m_light.text); }
    /// The first `names` columns are texts, the others numbers.
    void table(const Row& head, const QList<Row>& rows, int names)
    {
        QTextTableFormat format;
        format.setBorderCollapse(true);
        format.setBorder(0);
        format.setCellPadding(2);
        format.setTopMargin(4);
        format.setHeaderRowCount(1);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        m_cursor.insertBlock();
        QTextTable* table =
            m_cursor.insertTable(static_cast<int>(rows.size()) + 1, static_cast<int>(head.size()), format);
        fillRow(*table, 0, head, names);
        for (int row = 0; row < rows.size(); ++row) {
            fillRow(*table, row + 1, rows[row], names);
        }
        closeHeading(table->cellAt(std::min(2, table->rows() - 1), 0).lastPosition());
        m_cursor.movePosition(QTextCursor::End);
    }
    void fillRow(QTextTable& table, int row, const Row& texts, int names) const
    {
        for (int column = 0; column < texts.size(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat look;
            look.setBottomBorder(1);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(row == 0 ? m_light.line : m_light.grid);
            cell.setFormat(look);
            QTextCursor cursor = cell.firstCursorPosition();
            QTextBlockFormat block;
            block.setAlignment(column < names ? Qt::AlignLeft : Qt::AlignRight);
            cursor.setBlockFormat(block);
            cursor.insertText(texts[column], textFormat(kText, row == 0 ? m_light.text2 : m_light.text,
                                                        row == 0 ? QFont::Medium : QFont::Normal));
        }
    }
    void writeVerdict()
    {
        heading(QStringLiteral("Verdict"));
        paragraph(QString::fromStdString(shareText(m_report.matrix.accuracy()) + " right"), 20, m_light.text,
                  QFont::DemiBold);
        plain("95 % interval " + decimalText(100 * m_report.accuracy.low, 2) + " to " +
              decimalText(100 * m_report.accuracy.high, 2) + " %");
        for (const Finding& finding : m_report.findings) {
            item(findingSentence(finding, m_report.run.plan.data.classNames));
        }
    }
    void charts(const std::string& left, const std::string& right)
    {
        m_cursor.insertBlock();
        SvgTextObject::insert(m_cursor, left, 0.5);
        SvgTextObject::insert(m_cursor, right, 0.5);
        closeHeading(m_cursor.position());
    }
    void writeCurves()
    {
        if (m_report.run.epochs.size() == 1) {
            heading(QStringLiteral("Learning"));
            plain(singleEpochSentence(m_report.run.epochs.front()));
            return;
        }
        const std::string loss = lossCurvesSvg(m_report.run.epochs);
        if (!loss.empty()) {
            heading(QStringLiteral("Learning"));
            charts(loss, accuracyCurvesSvg(m_report.run.epochs));
        }
    }
    void writeMatrix()
    {
        const int classes = m_report.matrix.classCount();
        heading(QStringLiteral("Confusion matrix"));
        if (classes > kMostClassesPrinted) {
            plain(countText(classes) + " classes are too many for a page; the report as CSV holds the whole matrix.");
            return;
        }
        const int begin = std::exchange(m_openHeading, -1);
        paragraph(QStringLiteral("Rows are the truth, columns what was predicted"), kText, m_light.text2);
        m_cursor.insertBlock();
        SvgTextObject::insert(m_cursor, matrixSvg(m_report.matrix, m_report.run.plan.data.classNames),
                              std::min(1.0, 0.2 + 0.08 * classes));
        m_kept.push_back({begin, m_cursor.position()});
    }
    [[nodiscard]] Row classRow(std::size_t label) const
    {
        const ClassScores& scores = m_report.classes.classes[label];
        const Interval& f1 = m_report.intervals[label].f1;
        Row row = scoresRow(name(static_cast<int>(label)), scores);
        row.insert(4, QString::fromStdString(decimalText(100 * f1.low, 1) + " to " + decimalText(100 * f1.high, 1)));
        const bool isRanked = m_report.ranking && m_report.ranking->classes[label].averagePrecision;
        row.insert(5, QString::fromStdString(isRanked ? shareText(*m_report.ranking->classes[label].averagePrecision, 1)
                                                      : "-"));
        return row;
    }
    static Row scoresRow(const QString& title, const ClassScores& scores)
    {
        const auto share = [](double value) { return QString::fromStdString(shareText(value, 1)); };
        return {title, share(scores.precision), share(scores.recall), share(scores.f1),
                QString::fromStdString(countText(scores.support))};
    }
    static Row meanRow(const QString& title, const ClassScores& scores)
    {
        Row row = scoresRow(title, scores);
        row.insert(4, QString());
        row.insert(5, QString());
        return row;
    }
    void writeClasses()
    {
        QList<Row> rows;
        for (std::size_t label = 0; label < m_report.classes.classes.size(); ++label) {
            rows.append(classRow(label));
        }
        rows.append(meanRow(QStringLiteral("Mean of classes"), m_report.classes.macro));
        rows.append(meanRow(QStringLiteral("Weighted mean"), m_report.classes.weighted));
        heading(QStringLiteral("Per class"));
        table({QStringLiteral("Class"), QStringLiteral("Precision"), QStringLiteral("Recall"), QStringLiteral("F1"),
               QStringLiteral("95 % of F1"), QStringLiteral("Average precision"), QStringLiteral("Images")},
              rows, 1);
    }
    void writeConfusions()
    {
        QList<Row> rows;
        for (const ClassConfusion& each : m_report.confusions) {
            rows.append({name(each.truth), name(each.predicted), QString::fromStdString(countText(each.count)),
                         QString::fromStdString(shareText(each.shareOfTruth, 1))});
        }
        heading(QStringLiteral("Most frequent confusions"));
        if (rows.isEmpty()) {
            plain("No image was taken for another class.");
            return;
        }
        table({QStringLiteral("Truth"), QStringLiteral("Taken for"), QStringLiteral("Images"),
               QStringLiteral("Of the class")},
              rows, 2);
    }
    void writeErrors()
    {
        if (m_report.worst.empty()) {
            return;
        }
        heading(QStringLiteral("Wrong and sure of it"));
        if (!m_report.worst.front().picture) {
            plain("The images were not at hand when this was written.");
        }
        for (std::size_t first = 0; first < m_report.worst.size(); first += kErrorColumns) {
            writeErrorRow(first);
        }
    }
    /// A table of its own, so that a page can begin before it.
    void writeErrorRow(std::size_t first)
    {
        QTextTableFormat format;
        format.setBorder(0);
        format.setCellPadding(3);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setColumnWidthConstraints(
            QVector<QTextLength>(kErrorColumns, QTextLength(QTextLength::PercentageLength, 100.0 / kErrorColumns)));
        m_cursor.insertBlock();
        QTextTable* table = m_cursor.insertTable(1, kErrorColumns, format);
        int end = 0;
        for (int i = 0; i < kErrorColumns && first + static_cast<std::size_t>(i) < m_report.worst.size(); ++i) {
            QTextCursor cell = table->cellAt(0, i).firstCursorPosition();
            writeError(cell, m_report.worst[first + static_cast<std::size_t>(i)]);
            end = cell.position();
        }
        const int begin = std::exchange(m_openHeading, -1);
        m_kept.push_back({begin >= 0 ? begin : table->firstPosition(), end});
        m_cursor.movePosition(QTextCursor::End);
    }
    void writeError(QTextCursor& cursor, const WorstError& error) const
    {
        if (error.picture) {
            const QImage picture = toQImage(viewOf(*error.picture));
            const QImage whole =
                picture.scaled(2 * kErrorSide, 2 * kErrorSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            QTextImageFormat format;
            const QString url = QStringLiteral("error:%1").arg(cursor.position());
            cursor.document()->addResource(QTextDocument::ImageResource, QUrl(url), whole);
            format.setName(url);
            format.setWidth(whole.width() / 2.0);
            format.setHeight(whole.height() / 2.0);
            cursor.insertImage(format);
            cursor.insertBlock();
        }
        cursor.insertText(name(error.truth) + QStringLiteral(", taken for "),
                          textFormat(kText - 1, m_light.text, QFont::Normal));
        cursor.insertText(name(error.predicted), textFormat(kText - 1, m_light.text, QFont::DemiBold));
        cursor.insertText(QStringLiteral(", ") + QString::fromStdString(shareText(double{error.confidence}, 1)),
                          textFormat(kText - 1, m_light.text, QFont::Normal));
    }
    void writeConfidence()
    {
        heading(QStringLiteral("Confidence"));
        plain(calibrationSentence(m_report));
        plain(ruleSentence(m_report));
        charts(reliabilitySvg(m_report.reliability), coverageSvg(m_report.coverage));
    }
    void writeSettings()
    {
        QList<Row> rows;
        TrainSettings copy = m_report.run.plan.settings;
        for (const Field& field : fields(copy)) {
            rows.append({words(field.info.name), words(fieldText(field.get()))});
        }
        const DataSetReference& data = m_report.run.plan.data;
        rows.append({QStringLiteral("images"), QStringLiteral("%1 x %2 px, %3")
                                                   .arg(data.size.width)
                                                   .arg(data.size.height)
                                                   .arg(QLatin1String(resizeModeName(data.resize)))});
        rows.append({QStringLiteral("data fingerprint"), words(data.id)});
        heading(QStringLiteral("Settings"));
        table({QStringLiteral("Setting"), QStringLiteral("Value")}, rows, 2);
    }

    const EvaluationReport& m_report;
    QTextCursor m_cursor;
    Theme m_light;
    std::vector<KeptTogether> m_kept;
    int m_openHeading = -1; // its place, until what follows it is written
};

void paintFooter(QPainter& painter, const QRectF& page, const QString& text, const QColor& colour)
{
    QFont font = painter.font();
    font.setPointSizeF(kText - 1);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(page, Qt::AlignBottom | Qt::AlignRight, text);
}

void paintPages(QTextDocument& document, const std::vector<KeptTogether>& kept, QPdfWriter& writer,
                const QString& title)
{
    QPainter painter(&writer);
    const QSizeF paper(writer.width(), writer.height());
    const double footer = kFooter * kResolution / 72;
    document.documentLayout()->setPaintDevice(&writer);
    document.setDocumentMargin(0);
    document.setPageSize({paper.width(), paper.height() - footer});
    keepTogether(document, kept);
    const QColor quiet = loadTheme(QStringLiteral("light")).text2;
    const int pages = document.pageCount();
    for (int page = 0; page < pages; ++page) {
        if (page > 0) {
            writer.newPage();
        }
        const QRectF part({0, page * document.pageSize().height()}, document.pageSize());
        painter.save();
        painter.translate(0, -part.top());
        document.drawContents(&painter, part);
        painter.restore();
        paintFooter(painter, {{0, 0}, paper}, QStringLiteral("%1, %2 / %3").arg(title).arg(page + 1).arg(pages), quiet);
    }
}

} // namespace

std::string encodeReportPdf(const EvaluationReport& report)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Millimeter);
    writer.setTitle(words(report.run.title));
    QTextDocument document;
    SvgTextObject drawings;
    document.documentLayout()->registerHandler(SvgTextObject::kType, &drawings);
    const std::vector<KeptTogether> kept = PdfText(report, document).write();
    paintPages(document, kept, writer, words(report.run.title));
    return bytes.toStdString();
}

} // namespace saccade
