#include "ui/pages/findings_popup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/models/finding_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kWidth = 560;

bool hasImages(const Finding& finding)
{
    return std::holds_alternative<ConfusionFinding>(finding) || std::holds_alternative<ShortClassFinding>(finding) ||
           std::holds_alternative<LabelSuspectsFinding>(finding);
}

/// Where the figures behind a finding without images are.
std::optional<FiguresTab> tabOf(const Finding& finding)
{
    if (std::holds_alternative<ConfidenceFinding>(finding)) {
        return FiguresTab::Confidence;
    }
    return std::holds_alternative<SmallTestFinding>(finding) ? std::optional(FiguresTab::Classes) : std::nullopt;
}

} // namespace

FindingsPopup::FindingsPopup(QWidget* parent) : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("findingsPopup"));
    setAccessibleName(tr("Findings"));
    setFrameShape(QFrame::StyledPanel);
    m_content = new QWidget(this);
    m_layout = new QVBoxLayout(m_content);
    m_layout->setSpacing(measure::kControlGap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(makeScroll(m_content, this));
}

void FindingsPopup::setFindings(const std::shared_ptr<const EvaluationFigures>& figures, const QStringList& classNames)
{
    m_figures = figures;
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (figures != nullptr) {
        for (const Finding& finding : figures->findings) {
            addFinding(finding, classNames);
        }
    }
    m_layout->addStretch(1);
}

void FindingsPopup::addFinding(const Finding& finding, const QStringList& classNames)
{
    auto* row = new QWidget(m_content);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    const bool isGood = isGoodNews(finding);
    auto* icon = new IconLabel(isGood ? QStringLiteral("right") : QStringLiteral("info"),
                               isGood ? &Theme::good : &Theme::text2, 16, row);
    QLabel* text = makeLabel(findingText(finding, classNames), {}, row);
    text->setObjectName(QStringLiteral("findingText"));
    text->setWordWrap(true);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    if (hasImages(finding)) {
        QPushButton* show =
            makeButton(QStringLiteral("findingImagesButton"), tr("Show images"), {}, QStringLiteral("flat"), row);
        layout->addWidget(show, 0, Qt::AlignTop);
        connect(show, &QPushButton::clicked, this, [this, finding] { requestImages(finding); });
    } else if (const auto tab = tabOf(finding)) {
        QPushButton* show =
            makeButton(QStringLiteral("findingFiguresButton"), tr("Show figures"), {}, QStringLiteral("flat"), row);
        layout->addWidget(show, 0, Qt::AlignTop);
        connect(show, &QPushButton::clicked, this, [this, tab = *tab] {
            hide();
            emit tabRequested(tab);
        });
    }
    m_layout->addWidget(row);
}

void FindingsPopup::requestImages(const Finding& finding)
{
    hide();
    if (const auto* confusion = std::get_if<ConfusionFinding>(&finding)) {
        emit cellRequested(confusion->confusion.truth, confusion->confusion.predicted);
    } else if (const auto* shortClass = std::get_if<ShortClassFinding>(&finding)) {
        emit classRequested(shortClass->label);
    } else {
        std::vector<std::size_t> places;
        for (const SuspectImage& each : m_figures->suspects) {
            places.push_back(each.suspect.image);
        }
        emit validationImagesRequested(tr("Labels in doubt"), places);
    }
}

void FindingsPopup::openBelow(QWidget* button)
{
    const int width = paneWidth(kWidth);
    const QRect screen = button->screen()->availableGeometry();
    const QPoint below = button->mapToGlobal(QPoint(0, button->height() + 4));
    const int height = std::min(m_layout->heightForWidth(width - 24) + 24, screen.bottom() - below.y() - 8);
    resize(width, std::max(height, textSized(80)));
    move(std::min(below.x(), screen.right() - width), below.y());
    QFrame::show();
}

} // namespace saccade
