#pragma once

#include <QFrame>
#include <QStringList>

#include "ui/models/gallery_filter.h"

class QComboBox;
class QSpinBox;

namespace saccade {

/// Which images the gallery shows: classes and a range of confidence. Every change is in force at once. UI thread.
class GalleryFilterPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit GalleryFilterPopup(QWidget* parent = nullptr);

    void setClassNames(const QStringList& names);
    void setFilter(const GalleryFilter& filter);
    void openBelow(QWidget* button);

signals:
    /// The filter as it was set, changed here.
    void filterChanged(const saccade::GalleryFilter& filter);

private:
    QComboBox* addClasses(const QString& objectName, const QString& label);
    QSpinBox* addPercent(const QString& objectName, const QString& label);
    void change();

    QComboBox* m_truth = nullptr;
    QComboBox* m_predicted = nullptr;
    QSpinBox* m_above = nullptr;
    QSpinBox* m_upTo = nullptr;
    GalleryFilter m_filter;
};

} // namespace saccade
