#include "ui/dialogs/cache_section.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/data/pixel_cache.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/folder_row.h"
#include "ui/settings/data_preferences.h"
#include "ui/text/format.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kBarSteps = 1000;
}

CacheSection::CacheSection(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QFormLayout* form = addSection(*layout, tr("Decoded images"),
                                   tr("Kept, so that a data set that was open before opens at once. What was not used "
                                      "for the longest time is removed first."));
    createLimit();
    addRow(*form, tr("In use"), createUse());
    addRow(*form, tr("At most"), m_limit);
    addRow(
        *form, tr("Kept in"),
        new FolderRow(QStringLiteral("cacheFolder"), tr("Folder of the decoded images"), workbench.cacheFolder, this));
    showUse();
}

/// Clearing a cache that is mapped is safe: the open data set keeps its pages, the next opening decodes again.
QWidget* CacheSection::createUse()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_use = makeLabel({}, {}, row);
    m_use->setObjectName(QStringLiteral("cacheSize"));
    m_share = new QProgressBar(row);
    m_share->setObjectName(QStringLiteral("cacheShareBar"));
    m_share->setProperty("slim", QStringLiteral("1"));
    m_share->setRange(0, kBarSteps);
    m_share->setTextVisible(false);
    m_share->setAccessibleName(tr("Used of what is allowed"));
    m_clear = makeButton(QStringLiteral("clearCacheButton"), tr("Clear"), QStringLiteral("trash"), {}, row);
    m_clear->setAccessibleName(tr("Clear the decoded images"));
    m_clear->setToolTip(tr("Decoded images are made again when a data set is opened"));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_use);
    words->addWidget(m_share);
    layout->addLayout(words, 1);
    layout->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, &CacheSection::clear);
    return row;
}

void CacheSection::createLimit()
{
    m_limit = new QSpinBox(this);
    m_limit->setObjectName(QStringLiteral("cacheLimitSpinBox"));
    m_limit->setAccessibleName(tr("Decoded images use at most"));
    m_limit->setRange(1, 1024);
    m_limit->setSuffix(tr(" GB"));
    m_limit->setValue(cacheLimitGigabytes(m_workbench.preferences));
    m_limit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Not while it is typed: 16 begins with a 1.
    connect(m_limit, &QSpinBox::editingFinished, this, &CacheSection::applyLimit);
}

void CacheSection::clear()
{
    PixelCache(m_workbench.cacheFolder).clear();
    showUse();
}

void CacheSection::applyLimit()
{
    setCacheLimitGigabytes(m_workbench.preferences, m_limit->value());
    PixelCache(m_workbench.cacheFolder).trim(cacheLimitBytes(m_workbench.preferences));
    showUse();
}

void CacheSection::showUse()
{
    const PixelCache cache(m_workbench.cacheFolder);
    const auto used = static_cast<std::int64_t>(cache.bytes());
    const auto limit = static_cast<std::int64_t>(cacheLimitBytes(m_workbench.preferences));
    m_use->setText(tr("%1 of %2, %n data set(s)", nullptr, static_cast<int>(cache.count()))
                       .arg(formatBytes(used), formatBytes(limit)));
    m_share->setValue(static_cast<int>(std::min<std::int64_t>(kBarSteps, used * kBarSteps / limit)));
    m_clear->setEnabled(cache.count() > 0);
}

} // namespace saccade
