#pragma once

#include <QWidget>
#include <optional>

#include "ui/models/gallery_model.h"
#include "ui/window/workbench.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace saccade {

class EvaluateChangesBar;
class ImageChangesModel;
class ImageGrid;

/// The right top of the Evaluate page: exactly the images behind the chosen cell, or all of them. UI thread.
class EvaluateGalleryPane final : public QWidget
{
    Q_OBJECT

public:
    /// changes outlives the pane.
    explicit EvaluateGalleryPane(ImageChangesModel& changes, QWidget* parent = nullptr);

    void show(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet, const QStringList& classNames);
    /// The same images, otherwise labelled or divided: what is shown and chosen stays.
    void setDataSet(const DataSet& dataSet);
    [[nodiscard]] EvaluateChangesBar& changesBar() const { return *m_changesBar; }
    void filterCell(int truth, int predicted);
    /// All images of a class, whatever was predicted.
    void filterTruth(int truth);
    /// Exactly the images at these places of the prediction table; the chip says `title` and how many they are.
    void filterImages(const QString& title, const std::vector<std::size_t>& places);
    void clearFilter();
    /// A sentence with a button instead of the pictures, e.g. while the run's images are not open; empty hides it.
    void setNotice(const QString& text, const QString& action);

signals:
    void filterCleared();
    void noticeActionRequested();

private:
    QWidget* createHeader();
    QWidget* createNotice();
    void setChip(const QString& text);
    void showCount();

    GalleryModel* m_model = nullptr;
    ImageGrid* m_grid = nullptr;
    EvaluateChangesBar* m_changesBar = nullptr;
    QPushButton* m_chip = nullptr;
    QLabel* m_countLabel = nullptr;
    QCheckBox* m_onlyMistakes = nullptr;
    QComboBox* m_order = nullptr;
    QWidget* m_notice = nullptr;
    QLabel* m_noticeText = nullptr;
    QPushButton* m_noticeButton = nullptr;
    std::shared_ptr<const PredictionTable> m_table;
    QStringList m_classNames;
    bool m_showsPlaces = false; // the filter is one of filterImages()
};

} // namespace saccade
