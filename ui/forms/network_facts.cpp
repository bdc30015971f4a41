#include "ui/forms/network_facts.h"

#include <QDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/formats/graph_file.h"
#include "engine/network/families.h"
#include "ui/models/layer_table_model.h"
#include "ui/text/field_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/table_look.h"

namespace saccade {

NetworkFacts::NetworkFacts(QWidget* parent)
    : QWidget(parent),
      m_model(new LayerTableModel(this)),
      m_sizeLabel(new QLabel(this)),
      m_workLabel(new QLabel(this)),
      m_layersButton(addButton(QStringLiteral("layersButton"), tr("Layers…"), tr("Show every layer of this network"))),
      m_saveButton(addButton(QStringLiteral("saveNetworkButton"), tr("Save…"),
                             tr("Save this network as a JSON file that can be changed and trained")))
{
    m_sizeLabel->setObjectName(QStringLiteral("networkSizeLabel"));
    m_workLabel->setObjectName(QStringLiteral("networkWorkLabel"));
    m_saveButton->setAccessibleName(tr("Save network…"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_sizeLabel, 0, 0, 1, 3);
    layout->addWidget(m_workLabel, 1, 0, 1, 3);
    layout->addWidget(m_layersButton, 2, 1);
    layout->addWidget(m_saveButton, 2, 2);
    layout->setColumnStretch(0, 1);
    for (QLabel* label : {m_sizeLabel, m_workLabel}) {
        label->setProperty("tone", QStringLiteral("2"));
        label->setFont(themeFont(TextSize::Caption));
        label->setWordWrap(true);
    }
    connect(m_layersButton, &QPushButton::clicked, this, &NetworkFacts::openLayers);
    connect(m_saveButton, &QPushButton::clicked, this, &NetworkFacts::saveRequested);
    showFacts();
}

QPushButton* NetworkFacts::addButton(const QString& name, const QString& text, const QString& help)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setToolTip(help);
    button->setProperty("kind", QStringLiteral("flat"));
    return button;
}

void NetworkFacts::setDataSet(const DataSet& dataSet)
{
    m_size = dataSet.size;
    m_classCount = static_cast<int>(dataSet.classNames.size());
    m_network.clear();
    compute();
}

void NetworkFacts::setSettings(const TrainSettings& settings)
{
    m_settings = settings;
    compute();
}

void NetworkFacts::reload()
{
    m_network.clear();
    compute();
}

void NetworkFacts::compute()
{
    if (m_classCount > 0 && (m_network != m_settings.network || m_width != m_settings.width)) {
        m_network = m_settings.network;
        m_width = m_settings.width;
        m_summary.reset();
        // The normalisation changes no shape, so the facts need no look at the pixels.
        const Result<LayerGraph> graph = isGraphFile(m_network)
                                             ? readGraphFile(m_network)
                                             : buildNetwork(m_network, {m_size, m_classCount, {}, m_width});
        const Result<GraphSummary> summary = graph ? summarise(*graph) : graph.error();
        if (summary) {
            m_graph = *graph;
            m_summary = *summary;
            m_model->setGraph(*graph, *summary);
        }
    }
    showFacts();
}

void NetworkFacts::showFacts()
{
    m_layersButton->setEnabled(m_summary.has_value());
    m_saveButton->setEnabled(m_summary.has_value());
    m_workLabel->setVisible(m_summary.has_value());
    if (!m_summary) {
        m_sizeLabel->setText(m_classCount == 0 ? tr("Its size is known once a data set is open.") : QString());
        m_workLabel->clear();
        return;
    }
    m_sizeLabel->setText(tr("%1 parameters · %2")
                             .arg(formatCount(m_summary->parameterCount), formatBytes(m_summary->parameterCount * 4)));
    m_workLabel->setText(tr("%1FLOPs an image · %2 while training")
                             .arg(flopsText(m_summary->flops), formatBytes(trainingMemory(*m_summary, m_settings))));
}

void NetworkFacts::openLayers()
{
    if (m_dialog == nullptr) {
        m_dialog = new QDialog(this);
        m_dialog->setObjectName(QStringLiteral("layersDialog"));
        m_dialog->resize(640, 560);
        auto* table = new QTableView(m_dialog);
        table->setObjectName(QStringLiteral("layersTable"));
        table->setAccessibleName(tr("Layers"));
        table->setModel(m_model);
        setTableLook(*table);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        auto* layout = new QVBoxLayout(m_dialog);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(table);
    }
    m_dialog->setWindowTitle(tr("Layers of %1").arg(choiceLabel("network", m_network)));
    m_dialog->show();
    m_dialog->raise();
}

std::int64_t trainingMemory(const GraphSummary& summary, const TrainSettings& settings)
{
    return summary.trainingBytes(settings.batchSize, 4);
}

} // namespace saccade
