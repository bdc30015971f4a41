#include "ui/pages/evaluate_matrix_pane.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <numeric>

#include "ui/models/matrix_model.h"
#include "ui/models/top_confusions_model.h"
#include "ui/pages/evaluate_epoch_bar.h"
#include "ui/pages/save_picture.h"
#include "ui/plots/matrix_view.h"
#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

namespace {

const QString kOrderKey = QStringLiteral("evaluate/classOrder");
const QString kValuesKey = QStringLiteral("evaluate/matrixValues");
const QString kConfusionsKey = QStringLiteral("evaluate/topConfusions");
constexpr double kClipboardRatio = 2;

/// As the chooser has them; the first is the order of the data.
QList<int> orderOf(int choice, const ConfusionMatrix& matrix, const std::vector<std::string>& names)
{
    QList<int> order(matrix.classCount());
    std::iota(order.begin(), order.end(), 0);
    if (choice > 0) {
        const std::vector<int> sorted = orderClasses(static_cast<ClassOrder>(choice - 1), matrix, names);
        order = QList<int>(sorted.begin(), sorted.end());
    }
    return order;
}

} // namespace

void EvaluateMatrixPane::connectViews()
{
    connect(m_hideDiagonal, &QCheckBox::toggled, m_view, &MatrixView::setDiagonalHidden);
    connect(m_view, &MatrixView::diagonalHiddenChanged, m_hideDiagonal, &QCheckBox::setChecked);
    connect(m_values, &QComboBox::activated, this, [this](int kind) { setValues(static_cast<MatrixValues>(kind)); });
    connect(m_view, &MatrixView::valuesChanged, this, &EvaluateMatrixPane::setValues);
    connect(m_order, &QComboBox::activated, this, [this](int choice) {
        m_workbench.preferences.setValue(kOrderKey, choice);
        showOrder();
    });
    connect(m_tableTwin, &QPushButton::toggled, this, &EvaluateMatrixPane::setTableShown);
    connect(m_confusionsButton, &QPushButton::toggled, this, &EvaluateMatrixPane::setConfusionsShown);
    connect(m_view, &MatrixView::cellActivated, this, &EvaluateMatrixPane::cellChosen);
    connect(m_view, &MatrixView::selectionCleared, this, &EvaluateMatrixPane::selectionCleared);
    connect(m_view, &MatrixView::zoomChanged, this, &EvaluateMatrixPane::showZoom);
    connect(m_zoomOut, &QPushButton::clicked, m_view, &MatrixView::zoomOut);
    connect(m_epochs, &EvaluateEpochBar::stepRequested, this, &EvaluateMatrixPane::stepRequested);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const int classes = m_model->rowCount() - 1;
        if (index.row() < classes && index.column() < classes) {
            m_view->activate({index.row(), index.column()});
        }
    });
    const auto choose = [this](const QModelIndex& index) {
        const ClassConfusion& confusion = m_confusionsModel->confusion(index.row());
        m_view->activate({confusion.truth, confusion.predicted});
    };
    connect(m_confusions, &QTableView::clicked, this, choose);
    connect(m_confusions, &QTableView::activated, this, choose);
}

void EvaluateMatrixPane::readPreferences()
{
    const Preferences& preferences = m_workbench.preferences;
    m_order->setCurrentIndex(std::clamp(preferences.value(kOrderKey, 0).toInt(), 0, m_order->count() - 1));
    setValues(
        static_cast<MatrixValues>(std::clamp(preferences.value(kValuesKey, 0).toInt(), 0, kMatrixValueKinds - 1)));
    m_confusionsButton->setChecked(preferences.value(kConfusionsKey, true).toBool());
    setConfusionsShown(m_confusionsButton->isChecked());
}

void EvaluateMatrixPane::show(const Evaluation& evaluation, const QStringList& classNames,
                              const QList<QImage>& thumbnails, const QString& whyLocked)
{
    const bool isOtherRun = m_run != evaluation.run;
    m_run = evaluation.run;
    m_matrix = evaluation.matrix;
    m_classNames = classNames;
    m_note->setText(evaluation.views == EvaluationViews::Single ? QString() : tr("with test-time augmentation"));
    m_note->setVisible(!m_note->text().isEmpty());
    m_model->setMatrix(evaluation.matrix, classNames);
    m_confusionsModel->setMatrix(evaluation.matrix, classNames);
    m_view->setMatrix(evaluation.matrix, classNames, thumbnails);
    m_epochs->setVisible(!evaluation.stops.empty()); // a model file has none
    m_epochs->show(evaluation.stops, evaluation.step, whyLocked);
    if (isOtherRun) { // from epoch to epoch every class keeps its place
        m_orderNames = evaluation.run->plan.data.classNames;
        showOrder();
    }
    showZoom();
}

void EvaluateMatrixPane::showOrder()
{
    m_view->setOrder(orderOf(m_order->currentIndex(), m_matrix, m_orderNames));
}

void EvaluateMatrixPane::showZoom()
{
    const MatrixWindow& window = m_view->window();
    const bool isIn = m_view->zoom().depth() > 0;
    const bool isGrouped = !window.rows.empty() && window.rows.front().count() + window.columns.front().count() > 2;
    m_zoomLine->setVisible(isIn || isGrouped);
    m_zoomOut->setVisible(isIn);
    m_zoomText->setText(isIn ? m_view->zoomText()
                             : tr("%1 classes in groups: click or Enter opens one. Small squares: mistakes within.")
                                   .arg(formatCount(m_matrix.classCount())));
}

void EvaluateMatrixPane::clearSelection()
{
    m_view->setSelection(std::nullopt);
}

std::optional<std::pair<int, int>> EvaluateMatrixPane::selection() const
{
    const std::optional<MatrixCell> cell = m_view->selection();
    return cell ? std::optional(std::pair(cell->row, cell->column)) : std::nullopt;
}

void EvaluateMatrixPane::setTableShown(bool shown)
{
    m_stack->setCurrentIndex(shown ? 1 : 0);
}

void EvaluateMatrixPane::setConfusionsShown(bool shown)
{
    m_confusions->setVisible(shown && m_confusionsButton->isEnabled());
    m_workbench.preferences.setValue(kConfusionsKey, shown);
}

void EvaluateMatrixPane::setValues(MatrixValues values)
{
    m_values->setCurrentIndex(static_cast<int>(values));
    m_view->setValues(values);
    m_model->setValues(values);
    m_workbench.preferences.setValue(kValuesKey, static_cast<int>(values));
}

void EvaluateMatrixPane::copyPicture()
{
    QImage image(m_view->size() * kClipboardRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kClipboardRatio);
    QPainter painter(&image);
    m_view->draw(painter);
    painter.end();
    QGuiApplication::clipboard()->setImage(image);
}

void EvaluateMatrixPane::copyTable()
{
    QGuiApplication::clipboard()->setText(m_model->toTsv());
}

void EvaluateMatrixPane::save()
{
    const bool isPlain = m_note->text().isEmpty();
    const QString proposal = isPlain ? QStringLiteral("confusion-matrix.png")
                                     : QStringLiteral("confusion-matrix-test-time-augmentation.png");
    m_workbench.dialogs.chooseSaveFile(this, tr("Save the confusion matrix"), proposal,
                                       tr("Picture (*.png);;Drawing (*.svg);;Document (*.pdf);;Table (*.csv)"),
                                       [this](const QString& file) {
                                           if (!file.isEmpty()) {
                                               saveTo(file);
                                           }
                                       });
}

void EvaluateMatrixPane::saveTo(const QString& file)
{
    const Result<void> saved =
        file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
            ? saveText(file, m_model->toCsv())
            : savePicture(file, m_view->size(), [this](QPainter& painter, const QSize&) { m_view->draw(painter); });
    showSaveProblem(saved, this);
}

} // namespace saccade
