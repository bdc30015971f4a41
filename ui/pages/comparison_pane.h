#pragma once

#include <QWidget>

#include "engine/session/comparison_session.h"
#include "engine/session/evaluate_session.h"
#include "ui/models/compared_images_model.h"
#include "ui/window/workbench.h"

class QLabel;
class QPushButton;
class QTableView;

namespace saccade {

class ChangedConfusionsModel;
class ChangedSettingsModel;
class ComparedClassesModel;
class ImageGrid;
class IconLabel;
class SegmentedButtons;

/// The shown run beside another one: what can be told of the two, their classes and confusions, what differs in their
/// settings, and the images that one gets right and the other wrong. Escape goes back. UI thread.
class ComparisonPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonPane(Workbench& workbench, QWidget* parent = nullptr);

    /// The shown run is A; its shown part is compared.
    void compare(const Evaluation& evaluation, const QString& folder, const QStringList& classNames);
    /// Where the pictures come from.
    void setDataSet(const DataSet& dataSet);

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* createHeadline();
    QWidget* createRunsLine();
    QWidget* createTables();
    QWidget* createGallery();
    QTableView* createTable(const QString& objectName, const QString& name, QAbstractItemModel* model);
    void showRuns(const std::shared_ptr<const ComparedRuns>& runs);
    void showFailure(const Error& error);
    void showCounts();
    void connectPane();
    void showClass(int row);
    void showConfusion(int row);
    void showChip(const QString& text);
    void clearClasses();
    void close();

    ComparisonSession* m_session = nullptr;
    ComparedClassesModel* m_classes = nullptr;
    ChangedConfusionsModel* m_confusions = nullptr;
    ChangedSettingsModel* m_settings = nullptr;
    ComparedImagesModel* m_images = nullptr;
    QPushButton* m_back = nullptr;
    IconLabel* m_icon = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_details = nullptr;
    QLabel* m_runA = nullptr;
    QLabel* m_runB = nullptr;
    QLabel* m_pixelsNote = nullptr;
    QLabel* m_bothRight = nullptr;
    QLabel* m_confusionsNote = nullptr;
    QLabel* m_settingsNote = nullptr;
    QWidget* m_results = nullptr;
    QTableView* m_classTable = nullptr;
    QTableView* m_confusionsTable = nullptr;
    QTableView* m_settingsTable = nullptr;
    SegmentedButtons* m_sides = nullptr;
    QPushButton* m_chip = nullptr;
    ImageGrid* m_grid = nullptr;
    std::shared_ptr<const ComparedRuns> m_runs;
    QStringList m_classNames;
};

} // namespace saccade
