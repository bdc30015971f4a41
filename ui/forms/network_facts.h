#pragma once

#include <QWidget>
#include <optional>

#include "engine/data/data_set.h"
#include "engine/network/graph_summary.h"
#include "engine/training/train_settings.h"

class QDialog;
class QLabel;
class QPushButton;

namespace saccade {

class LayerTableModel;

/// What is known of the chosen network before it trains: size, work, memory, and its layers on request. UI thread.
class NetworkFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkFacts(QWidget* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setSettings(const TrainSettings& settings);
    /// None without a data set, or when the network does not fit it.
    [[nodiscard]] const std::optional<GraphSummary>& summary() const { return m_summary; }
    /// What summary() is of.
    [[nodiscard]] const LayerGraph& graph() const { return m_graph; }
    /// Looks at a network's file again.
    void reload();

signals:
    void saveRequested();

private:
    QPushButton* addButton(const QString& name, const QString& text, const QString& help);
    void compute();
    void showFacts();
    void openLayers();

    ImageSize m_size{0, 0, 3};
    int m_classCount = 0;
    TrainSettings m_settings;
    std::string m_network; ///< what m_summary is of
    double m_width = 1;    ///< and how wide
    std::optional<GraphSummary> m_summary;
    LayerGraph m_graph;
    LayerTableModel* m_model;
    QLabel* m_sizeLabel;
    QLabel* m_workLabel;
    QPushButton* m_layersButton;
    QPushButton* m_saveButton;
    QDialog* m_dialog = nullptr;
};

/// Bytes while training, for the fp32 that is the worst case.
[[nodiscard]] std::int64_t trainingMemory(const GraphSummary& summary, const TrainSettings& settings);

} // namespace saccade
