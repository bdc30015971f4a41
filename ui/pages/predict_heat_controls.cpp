#include "ui/pages/predict_heat_controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <algorithm>
#include <numeric>

#include "ui/models/prediction_history_model.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr std::size_t kClasses = 5;
constexpr int kFirstOpacity = 60;

std::vector<int> likeliest(const std::vector<float>& probabilities)
{
    std::vector<int> order(probabilities.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return probabilities[static_cast<std::size_t>(a)] > probabilities[static_cast<std::size_t>(b)];
    });
    order.resize(std::min(order.size(), kClasses));
    return order;
}

} // namespace

PredictHeatControls::PredictHeatControls(QWidget* parent)
    : QWidget(parent),
      m_box(new QCheckBox(tr("Heat map"), this)),
      m_opacity(new QSlider(Qt::Horizontal, this)),
      m_percent(makeLabel({}, QStringLiteral("2"), this)),
      m_class(new QComboBox(this)),
      m_method(new QComboBox(this)),
      m_problem(makeLabel({}, QStringLiteral("warning"), this))
{
    m_box->setObjectName(QStringLiteral("heatMapBox"));
    m_box->setToolTip(tr("Where the network finds what speaks for a class (H)"));
    m_opacity->setObjectName(QStringLiteral("heatMapOpacity"));
    m_opacity->setAccessibleName(tr("Strength of the heat map"));
    m_opacity->setRange(10, 100);
    m_opacity->setValue(kFirstOpacity);
    m_opacity->setMaximumWidth(paneWidth(120));
    m_class->setObjectName(QStringLiteral("heatMapClass"));
    m_class->setAccessibleName(tr("Class that the heat map is for"));
    m_method->setObjectName(QStringLiteral("heatMapMethod"));
    m_method->setAccessibleName(tr("Method of the heat map"));
    m_method->addItem(QStringLiteral("Grad-CAM"));
    m_method->addItem(QStringLiteral("LayerCAM"));
    m_problem->setObjectName(QStringLiteral("heatMapProblem"));
    m_problem->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_box), static_cast<QWidget*>(m_opacity), static_cast<QWidget*>(m_percent),
          static_cast<QWidget*>(m_class), static_cast<QWidget*>(m_method)}) {
        layout->addWidget(widget);
    }
    layout->addWidget(m_problem, 1);
    layout->addStretch(1);
    connect(m_box, &QCheckBox::toggled, this, [this] {
        showState();
        emit wantedChanged();
    });
    connect(m_class, &QComboBox::activated, this, &PredictHeatControls::wantedChanged);
    connect(m_method, &QComboBox::activated, this, &PredictHeatControls::wantedChanged);
    connect(m_opacity, &QSlider::valueChanged, this, [this] {
        showState();
        emit opacityChanged();
    });
    showState();
    showNothing();
}

void PredictHeatControls::showState()
{
    const bool isOn = m_box->isChecked();
    for (QWidget* widget : {static_cast<QWidget*>(m_opacity), static_cast<QWidget*>(m_percent),
                            static_cast<QWidget*>(m_class), static_cast<QWidget*>(m_method)}) {
        widget->setVisible(isOn);
    }
    m_percent->setText(formatPercent(opacity(), 0));
    m_problem->setVisible(isOn && !m_problem->text().isEmpty());
}

void PredictHeatControls::showEntry(const HistoryEntry& entry)
{
    m_class->clear();
    for (const int label : likeliest(entry.probabilities)) {
        const QString name = entry.classNames.value(label);
        m_class->addItem(m_class->count() == 0 ? tr("%1 (first)").arg(name) : name, label);
    }
    setProblem({});
    setVisible(!entry.probabilities.empty());
}

void PredictHeatControls::showNothing()
{
    m_class->clear();
    hide();
}

void PredictHeatControls::toggle()
{
    if (m_class->count() > 0) {
        m_box->toggle();
    }
}

void PredictHeatControls::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    showState();
}

bool PredictHeatControls::isWanted() const
{
    return m_box->isChecked() && m_class->count() > 0;
}

int PredictHeatControls::classIndex() const
{
    return m_class->currentData().toInt();
}

HeatMapMethod PredictHeatControls::method() const
{
    return static_cast<HeatMapMethod>(m_method->currentIndex());
}

double PredictHeatControls::opacity() const
{
    return m_opacity->value() / 100.0;
}

} // namespace saccade
