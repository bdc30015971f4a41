#include "ui/pages/gallery_filter_popup.h"

#include <QComboBox>
#include <QFormLayout>
#include <QScreen>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace saccade {

GalleryFilterPopup::GalleryFilterPopup(QWidget* parent) : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("galleryFilterPopup"));
    setAccessibleName(tr("Filter of the images"));
    setFrameShape(QFrame::StyledPanel);
    auto* layout = new QFormLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    layout->setHorizontalSpacing(measure::kPageMargin);
    layout->setVerticalSpacing(measure::kControlGap);
    m_truth = addClasses(QStringLiteral("filterTruthBox"), tr("Truth"));
    m_predicted = addClasses(QStringLiteral("filterPredictedBox"), tr("Predicted"));
    m_above = addPercent(QStringLiteral("filterAboveBox"), tr("Confidence above"));
    m_upTo = addPercent(QStringLiteral("filterUpToBox"), tr("Confidence up to"));
    m_upTo->setValue(100);
}

QComboBox* GalleryFilterPopup::addClasses(const QString& objectName, const QString& label)
{
    auto* box = new QComboBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(label);
    box->setMinimumWidth(paneWidth(160));
    box->addItem(tr("Any class"));
    connect(box, &QComboBox::currentIndexChanged, this, &GalleryFilterPopup::change);
    static_cast<QFormLayout*>(layout())->addRow(label, box);
    return box;
}

QSpinBox* GalleryFilterPopup::addPercent(const QString& objectName, const QString& label)
{
    auto* box = new QSpinBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(label);
    box->setRange(0, 100);
    box->setSingleStep(5);
    //: after a percentage
    box->setSuffix(tr(" %"));
    connect(box, &QSpinBox::valueChanged, this, &GalleryFilterPopup::change);
    static_cast<QFormLayout*>(layout())->addRow(label, box);
    return box;
}

void GalleryFilterPopup::setClassNames(const QStringList& names)
{
    for (QComboBox* box : {m_truth, m_predicted}) {
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(tr("Any class"));
        box->addItems(names);
    }
    setFilter(m_filter);
}

void GalleryFilterPopup::setFilter(const GalleryFilter& filter)
{
    const QSignalBlocker quietTruth(m_truth);
    const QSignalBlocker quietPredicted(m_predicted);
    const QSignalBlocker quietAbove(m_above);
    const QSignalBlocker quietUpTo(m_upTo);
    m_filter = filter;
    m_truth->setCurrentIndex(filter.truth.value_or(-1) + 1);
    m_predicted->setCurrentIndex(filter.predicted.value_or(-1) + 1);
    m_above->setValue(static_cast<int>(std::lround(filter.above * 100)));
    m_upTo->setValue(static_cast<int>(std::lround(filter.upTo * 100)));
}

void GalleryFilterPopup::change()
{
    const auto classOf = [](const QComboBox* box) {
        return box->currentIndex() > 0 ? std::optional(box->currentIndex() - 1) : std::nullopt;
    };
    // A bin's edge that is no whole percentage stays what it is until it is changed here.
    const auto shareOf = [](const QSpinBox* box, double before) {
        return std::lround(before * 100) == box->value() ? before : box->value() / 100.0;
    };
    GalleryFilter filter = m_filter;
    filter.truth = classOf(m_truth);
    filter.predicted = classOf(m_predicted);
    filter.above = shareOf(m_above, filter.above);
    filter.upTo = shareOf(m_upTo, filter.upTo);
    m_filter = filter;
    emit filterChanged(filter);
}

void GalleryFilterPopup::openBelow(QWidget* button)
{
    adjustSize();
    const QRect screen = button->screen()->availableGeometry();
    const QPoint below = button->mapToGlobal(QPoint(button->width() - width(), button->height() + 4));
    move(std::clamp(below.x(), screen.left(), std::max(screen.left(), screen.right() - width())), below.y());
    show();
    m_truth->setFocus(Qt::PopupFocusReason);
}

} // namespace saccade
