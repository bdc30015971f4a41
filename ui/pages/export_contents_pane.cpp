#include "ui/pages/export_contents_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

struct Fact
{
    bool isThere = true;
    QString text;
    QString details;
};

QString resizeText(ResizeMode mode)
{
    switch (mode) {
    case ResizeMode::Squash: return ExportContentsPane::tr("the whole image, stretched");
    case ResizeMode::Pad: return ExportContentsPane::tr("the whole image on grey");
    case ResizeMode::Crop: return ExportContentsPane::tr("the middle of the image");
    }
    return {};
}

std::vector<Fact> factsOf(const PortableModel& contract)
{
    QStringList names;
    for (const std::string& name : contract.classNames) {
        names.append(displayName(name));
    }
    const ImageSize& size = contract.network.input().size;
    std::vector<Fact> facts;
    facts.push_back({true, ExportContentsPane::tr("%Ln class names, in order", nullptr, static_cast<int>(names.size())),
                     names.join(QStringLiteral(", "))});
    facts.push_back({true,
                     ExportContentsPane::tr("Resize rule: %1 to %2 × %3")
                         .arg(resizeText(contract.resize))
                         .arg(size.width)
                         .arg(size.height),
                     ExportContentsPane::tr("Written as a rule; the code resizes before it asks the network.")});
    facts.push_back({true,
                     size.channels == 1 ? ExportContentsPane::tr("Grey pixels and their scaling")
                                        : ExportContentsPane::tr("Order of colours (RGB) and their scaling"),
                     {}});
    if (contract.rejectThreshold) {
        facts.push_back(
            {true, ExportContentsPane::tr("“Unknown” below %1").arg(formatPercent(*contract.rejectThreshold, 0)), {}});
    } else {
        facts.push_back({false, ExportContentsPane::tr("No threshold: every image gets a class"), {}});
    }
    const bool isCorrected = contract.temperature != 1;
    facts.push_back({isCorrected,
                     isCorrected ? ExportContentsPane::tr("Corrected confidence (temperature %1)")
                                       .arg(formatNumber(contract.temperature, 2))
                                 : ExportContentsPane::tr("Confidence as it was learned, not corrected"),
                     {}});
    return facts;
}

} // namespace

ExportContentsPane::ExportContentsPane(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("exportContentsPane"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(new PaneTitle(tr("Goes into the file"), this));
}

void ExportContentsPane::show(const PortableModel& contract)
{
    delete m_facts;
    m_facts = new QWidget(this);
    auto* list = new QVBoxLayout(m_facts);
    list->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    list->setSpacing(measure::kControlGap);
    for (const Fact& fact : factsOf(contract)) {
        auto* row = new QHBoxLayout;
        row->setSpacing(measure::kControlGap);
        row->addWidget(new IconLabel(fact.isThere ? QStringLiteral("right") : QStringLiteral("info"),
                                     fact.isThere ? &Theme::good : &Theme::text3, 16, m_facts),
                       0, Qt::AlignTop);
        QLabel* text = makeLabel(fact.text, fact.isThere ? QString() : QStringLiteral("2"), m_facts);
        text->setWordWrap(true);
        text->setToolTip(fact.details);
        row->addWidget(text, 1);
        list->addLayout(row);
    }
    m_layout->addWidget(m_facts);
}

} // namespace saccade
