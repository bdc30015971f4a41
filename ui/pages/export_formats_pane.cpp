#include "ui/pages/export_formats_pane.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/export_text.h"
#include "ui/pages/export_card.h"
#include "ui/settings/preferences.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kTwoColumns = 470; // less room gives one
constexpr int kCardGap = 12;
constexpr int kFewImages = 100;
const char* const kFormatsKey = "export/formats";
const char* const kImagesKey = "export/checkImages";

QString nameOf(std::size_t format)
{
    const std::string_view name = kExportFormatNames[format];
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

const ExportOutcome* outcomeOf(const ExportSession& session, const ExportSubject& subject, ExportFormat format)
{
    for (const ExportOutcome& outcome : session.outcomes()) {
        if (outcome.run->path == subject.run && outcome.weights == subject.weights && outcome.format == format) {
            return &outcome;
        }
    }
    return nullptr;
}

ExportFormatsPane::ExportFormatsPane(Preferences& preferences, QWidget* parent)
    : QWidget(parent), m_preferences(preferences)
{
    setObjectName(QStringLiteral("exportFormatsPane"));
    setProperty("pane", true);
    auto* content = new QWidget(this);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    m_grid->setSpacing(kCardGap);
    createCards();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createTitle());
    layout->addWidget(makeScroll(content, this), 1);
    setCurrent(ExportFormat{});
}

QWidget* ExportFormatsPane::createTitle()
{
    auto* title = new PaneTitle(tr("Formats"), this);
    m_images = new QComboBox(title);
    m_images->setObjectName(QStringLiteral("checkImagesBox"));
    m_images->setAccessibleName(tr("Images that each written file is tried on"));
    m_images->setToolTip(
        tr("The written file and Saccade answer for the same images, of each class the first, then the "
           "second, and so on."));
    for (const std::size_t count : {std::size_t{kFewImages}, kCheckImages}) {
        m_images->addItem(tr("up to %1 test images").arg(formatCount(static_cast<std::int64_t>(count))),
                          static_cast<int>(count));
    }
    const int kept = m_preferences.value(QLatin1String(kImagesKey), static_cast<int>(kCheckImages)).toInt();
    m_images->setCurrentIndex(std::max(0, m_images->findData(kept)));
    QLabel* words = makeLabel(tr("checked on"), QStringLiteral("2"), title);
    words->setBuddy(m_images);
    title->addWidget(words);
    title->addWidget(m_images);
    connect(m_images, &QComboBox::activated, this,
            [this] { m_preferences.setValue(QLatin1String(kImagesKey), m_images->currentData()); });
    return title;
}

void ExportFormatsPane::createCards()
{
    const QStringList wanted = m_preferences.value(QLatin1String(kFormatsKey), QStringList{nameOf(0)}).toStringList();
    for (std::size_t i = 0; i < kExportFormatNames.size(); ++i) {
        auto* card = new ExportCard(static_cast<ExportFormat>(i), this);
        card->setWanted(wanted.contains(nameOf(i)));
        connect(card, &ExportCard::wantedChanged, this, [this, card] {
            setCurrent(card->format());
            remember();
            emit wantedChanged();
        });
        connect(card, &ExportCard::chosen, this, [this, card] { setCurrent(card->format()); });
        m_cards.push_back(card);
    }
}

void ExportFormatsPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

void ExportFormatsPane::placeCards()
{
    const int columns = width() >= textSized(kTwoColumns) ? 2 : 1;
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int place = static_cast<int>(i);
        m_grid->addWidget(m_cards[i], place / columns, place % columns);
    }
    const auto rows = (static_cast<int>(m_cards.size()) + columns - 1) / columns;
    for (int row = 0; row <= static_cast<int>(m_cards.size()); ++row) {
        m_grid->setRowStretch(row, row == rows ? 1 : 0); // what is left over lies below the last one
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void ExportFormatsPane::show(const ExportSession& session, const ExportSubject& subject, const AnswerRule& rule)
{
    for (ExportCard* card : m_cards) {
        showCard(*card, session, subject, rule);
    }
    m_images->setEnabled(!session.isBusy());
}

void ExportFormatsPane::showCard(ExportCard& card, const ExportSession& session, const ExportSubject& subject,
                                 const AnswerRule& rule)
{
    const ExportOutcome* outcome = outcomeOf(session, subject, card.format());
    const std::vector<ExportFormat>& running = session.request().formats;
    const auto turn = std::find(running.begin(), running.end(), card.format());
    const ExportProgress& progress = session.progress();
    const bool isHere = session.isBusy() && session.request().run->path == subject.run &&
                        session.request().weights == subject.weights && turn != running.end();
    const bool isChecking = progress.stage == ExportProgress::Stage::Checking;
    const bool isOver = isChecking && turn < std::find(running.begin(), running.end(), progress.format);
    if (isHere && !isOver) {
        card.setNote(noteDuring(card.format(), progress));
    } else {
        card.setNote(outcome != nullptr ? noteAfter(*outcome, rule) : noteBefore());
    }
    QString size =
        m_expectedBytes > 0 ? tr("about %1").arg(formatBytes(expectedBytes(card.format()))) : QStringLiteral("–");
    QString time = QStringLiteral("–");
    if (outcome != nullptr && outcome->report) {
        size = formatBytes(static_cast<std::int64_t>(outcome->report->bytes));
        const std::optional<ExportCheck>& check = outcome->report->check;
        time = check && check->exportedMs > 0 ? millisecondsText(check->exportedMs) : time;
    }
    card.setFigures(size, time);
    const bool blocked = outcome != nullptr && isBlocked(*outcome);
    if (blocked) {
        card.setWanted(false);
    }
    card.setChoosable(!session.isBusy() && !blocked,
                      blocked ? tr("The check has failed. “Check again” writes it once more.") : QString());
}

/// Weights are nearly all of every format; 8-bit numbers take a quarter.
std::int64_t ExportFormatsPane::expectedBytes(ExportFormat format) const
{
    const std::string_view name = kExportFormatNames[static_cast<std::size_t>(format)];
    return name.ends_with("int8") ? m_expectedBytes / 4 : m_expectedBytes;
}

std::vector<ExportFormat> ExportFormatsPane::wanted() const
{
    std::vector<ExportFormat> formats;
    for (const ExportCard* card : m_cards) {
        if (card->isWanted()) {
            formats.push_back(card->format());
        }
    }
    return formats;
}

std::size_t ExportFormatsPane::checkImages() const
{
    return static_cast<std::size_t>(m_images->currentData().toInt());
}

void ExportFormatsPane::setCurrent(ExportFormat format)
{
    m_current = format;
    for (ExportCard* card : m_cards) {
        card->setCurrent(card->format() == format);
    }
    emit currentChanged();
}

void ExportFormatsPane::remember()
{
    QStringList names;
    for (const ExportFormat format : wanted()) {
        names.append(nameOf(static_cast<std::size_t>(format)));
    }
    m_preferences.setValue(QLatin1String(kFormatsKey), names);
}

} // namespace saccade
