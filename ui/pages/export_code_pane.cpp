#include "ui/pages/export_code_pane.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/export_text.h"
#include "ui/settings/preferences.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/code_colours.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

namespace {

constexpr int kFewestLines = 10;
constexpr int kMostLines = 19; // more of them scroll
constexpr int kCodeFrame = 34; // padding, and room for a scroll bar
const char* const kLanguageKey = "export/language";

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(QFontInfo(themeFont(TextSize::Caption)).pixelSize());
    return font;
}

} // namespace

ExportCodePane::ExportCodePane(Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      m_language(new SegmentedButtons(tr("Language"), {tr("Python"), tr("C++"), tr("curl")}, this)),
      m_code(new QPlainTextEdit(this)),
      m_colours(new CodeColours(m_code->document())),
      m_proofIcon(new IconLabel(QStringLiteral("info"), &Theme::text2, 16, this)),
      m_proof(makeLabel({}, {}, this))
{
    setProperty("pane", true);
    auto* title = new PaneTitle(tr("Use it from code"), this);
    m_copy = makeButton(QStringLiteral("copyCodeButton"), tr("Copy"), QStringLiteral("copy"), {}, title);
    m_copy->setToolTip(tr("Copies the whole code"));
    title->addWidget(m_copy);
    m_language->setObjectName(QStringLiteral("usageLanguage"));
    m_language->setCurrent(preferences.value(QLatin1String(kLanguageKey), 0).toInt());
    m_code->setObjectName(QStringLiteral("usageCode"));
    m_code->setAccessibleName(tr("Code that uses the exported file"));
    m_code->setReadOnly(true);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setTabChangesFocus(true);
    m_code->setFont(codeFont());
    m_proof->setObjectName(QStringLiteral("usageProof"));
    m_proof->setWordWrap(true);
    auto* proof = new QHBoxLayout;
    proof->setSpacing(measure::kControlGap);
    proof->addWidget(m_proofIcon, 0, Qt::AlignTop);
    proof->addWidget(m_proof, 1);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    inner->setSpacing(12);
    inner->addWidget(m_language, 0, Qt::AlignLeading);
    inner->addWidget(m_code);
    inner->addLayout(proof);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addLayout(inner);
    connect(m_copy, &QPushButton::clicked, this, &ExportCodePane::copy);
    connect(m_language, &SegmentedButtons::selected, this, [this, &preferences](int language) {
        preferences.setValue(QLatin1String(kLanguageKey), language);
        showCode();
    });
}

void ExportCodePane::show(ExportFormat format, const UsageFacts& facts, const ExportOutcome* outcome)
{
    m_format = format;
    m_facts = facts;
    m_outcome = outcome != nullptr ? std::optional(*outcome) : std::nullopt;
    showCode();
}

void ExportCodePane::showCode()
{
    const auto language = static_cast<UsageLanguage>(m_language->current());
    const bool hasCode = hasUsage(language, m_format) && !m_facts.contract.network.nodes.empty();
    QString code = hasCode ? QString::fromStdString(exportUsage(language, m_format, m_facts)) : QString();
    code.chop(code.endsWith(QLatin1Char('\n')) ? 1 : 0);                  // else an empty line would stand below
    m_colours->setLanguage(static_cast<CodeColours::Language>(language)); // in the same order
    if (m_code->toPlainText() != code) {
        m_code->setPlainText(code); // not on every progress: it would lose what is selected
    }
    const int lines = std::clamp(m_code->blockCount(), kFewestLines, kMostLines);
    m_code->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * lines + kCodeFrame);
    m_code->setPlaceholderText(
        tr("No code for %1 here. Choose another format or language.").arg(exportFormatTitle(m_format)));
    m_copy->setText(tr("Copy"));
    m_copy->setEnabled(hasCode);
    m_proof->setVisible(hasCode);
    m_proofIcon->setVisible(hasCode);
    showProof();
}

/// Only the steps of the C++ code are what the check has run; it says so of nothing else.
void ExportCodePane::showProof()
{
    const auto language = static_cast<UsageLanguage>(m_language->current());
    const bool isTried = m_outcome && m_outcome->report && m_outcome->report->check;
    m_proofIcon->setIcon(QStringLiteral("info"), &Theme::text2);
    if (language == UsageLanguage::Curl) {
        m_proof->setText(tr("The endpoint answers with the run's own weights; no file needs to be written for it."));
        return;
    }
    if (!isTried) {
        m_proof->setText(tr("The file has not been written and checked yet."));
        return;
    }
    const AnswerDifference& found = m_outcome->report->check->difference;
    const QString same = formatCount(found.images - found.labelsChanged);
    const QString all = formatCount(found.images);
    if (language == UsageLanguage::Cpp) {
        m_proofIcon->setIcon(QStringLiteral("right"), &Theme::good);
        m_proof->setText(
            tr("These steps were run on the written file: %1 of %2 labels are the same as in Saccade.").arg(same, all));
        return;
    }
    m_proof->setText(tr("Python was not run here. The written file was run by %1: %2 of %3 labels are the same as in "
                        "Saccade.")
                         .arg(QString::fromStdString(m_outcome->report->runtime), same, all));
}

void ExportCodePane::copy()
{
    QGuiApplication::clipboard()->setText(m_code->toPlainText());
    m_copy->setText(tr("Copied"));
}

} // namespace saccade
