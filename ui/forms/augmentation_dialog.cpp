#include "ui/forms/augmentation_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/forms/augmentation_grid.h"
#include "ui/forms/augmentation_words.h"
#include "ui/forms/field_row.h"
#include "ui/text/field_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kSettingsWidth = 340;
}

AugmentationDialog::AugmentationDialog(QWidget* parent) : QDialog(parent), m_grid(new AugmentationGrid(this))
{
    setObjectName(QStringLiteral("augmentationDialog"));
    setWindowTitle(tr("Augmentation"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createSettings());
    layout->addWidget(makeVerticalLine(this));
    layout->addWidget(createPicture(), 1);
    m_grid->setFocus();
}

QWidget* AugmentationDialog::createSettings()
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(paneWidth(kSettingsWidth));
    auto* content = new QWidget(scroll);
    content->setProperty("surface", QStringLiteral("pane"));
    content->setAttribute(Qt::WA_StyledBackground);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    rows->setSpacing(4);
    addRows(*rows);
    rows->addStretch(1);
    scroll->setWidget(content);
    return scroll;
}

void AugmentationDialog::addRows(QVBoxLayout& layout)
{
    AugmentationSettings settings;
    std::string group;
    for (const Field& field : fields(settings)) {
        if (field.info.group != group && isAugmentationPart(field.info.group)) {
            layout.addSpacing(8);
            layout.addWidget(makeHeading(groupLabel(field.info.group), this));
        }
        group = field.info.group;
        const std::string name = field.info.name;
        auto* row = new FieldRow(field.info, this);
        m_rows[name] = row;
        layout.addWidget(row);
        connect(&row->editor(), &FieldEditor::edited, this,
                [this, name](const FieldValue& value) { emit edited(name, value); });
    }
}

QWidget* AugmentationDialog::createPicture()
{
    auto* pane = new QWidget(this);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    layout->setSpacing(12);
    QPushButton* roll = makeButton(QStringLiteral("rollButton"), tr("Roll again"), QStringLiteral("dice"), {}, pane);
    roll->setToolTip(tr("Other draws of the same image (Ctrl+R)"));
    QPushButton* previous = makeToolButton(QStringLiteral("previousImageButton"), tr("Image before (Left)"),
                                           QStringLiteral("chevron-left"), pane);
    QPushButton* next = makeToolButton(QStringLiteral("nextImageButton"), tr("Next image (Right)"),
                                       QStringLiteral("chevron-right"), pane);
    QPushButton* done = makeButton(QStringLiteral("closeButton"), tr("Close"), {}, {}, pane);
    auto* top = new QHBoxLayout;
    top->addWidget(previous);
    top->addWidget(next);
    top->addWidget(makeLabel(tr("A training image and nine draws of it"), QStringLiteral("2"), pane), 1);
    top->addWidget(roll);
    layout->addLayout(top);
    layout->addWidget(m_grid);
    layout->addStretch(1);
    layout->addWidget(done, 0, Qt::AlignRight);
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    connect(shortcut, &QShortcut::activated, roll, &QPushButton::click);
    connect(roll, &QPushButton::clicked, m_grid, &AugmentationGrid::roll);
    connect(previous, &QPushButton::clicked, m_grid, [this] { m_grid->move(-1); });
    connect(next, &QPushButton::clicked, m_grid, [this] { m_grid->move(1); });
    connect(done, &QPushButton::clicked, this, &QDialog::close);
    return pane;
}

void AugmentationDialog::setDataSet(const DataSet& dataSet)
{
    m_isGrey = dataSet.size.channels == 1;
    m_grid->setDataSet(dataSet);
    const int side = std::max(dataSet.size.height, dataSet.size.width);
    for (const auto& [name, row] : m_rows) {
        row->editor().setUsefulMaximum(name == "translate" ? side / 4 : side);
    }
}

void AugmentationDialog::setSettings(const AugmentationSettings& settings, std::uint64_t seed)
{
    AugmentationSettings copy = settings;
    for (const Field& field : fields(copy)) {
        FieldRow& row = *m_rows.at(field.info.name);
        row.editor().setValue(field.get());
        const QString why = augmentationIrrelevance(settings, field.info.name, m_isGrey);
        row.setRelevant(why.isEmpty(), why);
    }
    m_grid->setSettings(settings, seed);
}

void AugmentationDialog::setLocked(bool isLocked)
{
    for (const auto& [name, row] : m_rows) {
        row->setLocked(isLocked);
    }
}

FieldRow* AugmentationDialog::row(const std::string& field) const
{
    const auto found = m_rows.find(field);
    return found == m_rows.end() ? nullptr : found->second;
}

} // namespace saccade
