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
class FilterChips;
class GalleryFilterPopup;
class ImageChangesModel;
class ImageGrid;

/// The right top of the Evaluate page: exactly the images behind the chosen cell, or all of them. UI thread.
class EvaluateGalleryPane final : public QWidget
{
    Q_OBJECT

public:
    /// changes outlives the pane.
    explicit EvaluateGalleryPane(ImageChangesModel& changes, QWidget* parent = nullptr);

    /// The order of the images is remembered there.
    void setPreferences(Preferences& preferences);
    void show(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet, const QStringList& classNames,
              std::shared_ptr<const ImageOrders> orders = nullptr);
    /// The same images, otherwise labelled or divided: what is shown and chosen stays.
    void setDataSet(const DataSet& dataSet);
    [[nodiscard]] EvaluateChangesBar& changesBar() const { return *m_changesBar; }
    /// These take each other's place; "only mistakes" and the confidences stay in force beside them.
    void filterCell(int truth, int predicted);
    /// All images of a class, whatever was predicted.
    void filterTruth(int truth);
    /// The images at these places of the prediction table; the chip says `title`.
    void filterImages(const QString& title, const std::vector<std::size_t>& places);
    /// Confidence above and up to, 0..1; beside the other filters.
    void filterConfidence(double above, double upTo);
    /// What filterCell(), filterTruth() and filterImages() did.
    void clearFilter();
    [[nodiscard]] const GalleryModel& model() const { return *m_model; }
    /// Chooses a row, alone.
    void choose(int row);
    void focusImages();
    /// A sentence with a button instead of the pictures, e.g. while the run's images are not open; empty hides it.
    void setNotice(const QString& text, const QString& action);

signals:
    void filterCleared(); ///< what is shown is no longer the cell, class or places that were asked for
    void noticeActionRequested();
    void imageActivated(int row);

private:
    QWidget* createHeader();
    QWidget* createNotice();
    void createOrder(QWidget* header);
    void chooseOrder(int choice);
    void showOrder();
    void setFilter(const GalleryFilter& filter);
    void changeFilter(const GalleryFilter& filter);
    void removeFilter(int chip);
    void showFilter();
    void showCount();

    GalleryModel* m_model = nullptr;
    ImageGrid* m_grid = nullptr;
    FilterChips* m_chips = nullptr;
    QPushButton* m_filterButton = nullptr;
    GalleryFilterPopup* m_filterPopup = nullptr;
    Preferences* m_preferences = nullptr;
    EvaluateChangesBar* m_changesBar = nullptr;
    QLabel* m_countLabel = nullptr;
    QCheckBox* m_onlyMistakes = nullptr;
    QComboBox* m_order = nullptr;
    QWidget* m_notice = nullptr;
    QLabel* m_noticeText = nullptr;
    QPushButton* m_noticeButton = nullptr;
    std::shared_ptr<const PredictionTable> m_table;
    QStringList m_classNames;
    ImageOrder m_wantedOrder = ImageOrder::MostConfident;
};

} // namespace saccade
