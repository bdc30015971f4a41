#include "ui/pages/image_viewer_facts.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/models/image_answer.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/probability_bars.h"

namespace saccade {

namespace {

constexpr int kVerdictIcon = 20;

QString sizeText(const ImageAnswer& answer)
{
    if (answer.size.isEmpty()) {
        return {};
    }
    const QString size =
        ImageViewerFacts::tr("%1 × %2").arg(formatCount(answer.size.width()), formatCount(answer.size.height()));
    //: width × height, size of the file
    return answer.bytes > 0 ? ImageViewerFacts::tr("%1, %2").arg(size, formatBytes(answer.bytes)) : size;
}

} // namespace

ImageViewerFacts::ImageViewerFacts(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("imageViewerFacts"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, measure::kPageMargin);
    layout->setSpacing(12);
    m_mark = makeLabel({}, QStringLiteral("warning"), this);
    m_mark->setObjectName(QStringLiteral("imageMark"));
    m_mark->setWordWrap(true);
    m_mark->hide();
    m_bars = new ProbabilityBars(this);
    m_bars->setObjectName(QStringLiteral("imageBars"));
    m_bars->setAccessibleName(tr("Most probable classes"));
    m_actions = new QWidget(this);
    m_actionRow = new FlowLayout(measure::kControlGap, m_actions);
    m_actionRow->setContentsMargins(0, 0, 0, 0);
    m_actions->hide();
    layout->addWidget(createVerdict());
    layout->addWidget(m_mark);
    layout->addLayout(createFigures());
    layout->addWidget(m_actions);
    layout->addWidget(makeHorizontalLine(this));
    layout->addWidget(makeHeading(tr("What it could be"), this));
    layout->addWidget(m_bars);
    layout->addWidget(createFile());
    layout->addStretch(1);
}

QWidget* ImageViewerFacts::createVerdict()
{
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    m_icon = new IconLabel(QStringLiteral("right"), &Theme::good, kVerdictIcon, line);
    m_verdict = makeLabel({}, {}, line);
    m_verdict->setObjectName(QStringLiteral("imageVerdict"));
    m_verdict->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    m_verdict->setWordWrap(true);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_verdict, 1);
    return line;
}

QLabel* ImageViewerFacts::addFigure(QFormLayout& form, const char* objectName, const QString& name,
                                    const QString& toolTip)
{
    QLabel* label = makeLabel(name, QStringLiteral("2"), this);
    QLabel* value = makeLabel({}, {}, this);
    value->setObjectName(QLatin1String(objectName));
    value->setAccessibleName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    for (QLabel* each : {label, value}) {
        each->setToolTip(toolTip);
    }
    form.addRow(label, value);
    return value;
}

QFormLayout* ImageViewerFacts::createFigures()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(measure::kPageMargin);
    form->setVerticalSpacing(6);
    m_truth = addFigure(*form, "imageTruth", tr("Truth"));
    m_predicted = addFigure(*form, "imagePredicted", tr("Predicted"));
    m_confidence = addFigure(*form, "imageConfidence", tr("Confidence"), tr("Probability of the predicted class"));
    m_loss = addFigure(*form, "imageLoss", tr("Loss"), tr("Cross-entropy of the truth"));
    m_margin = addFigure(*form, "imageMargin", tr("Margin"), tr("Lead of the first class over the second"));
    m_size = addFigure(*form, "imageSize", tr("Size"), tr("Width, height and bytes of the original"));
    return form;
}

QWidget* ImageViewerFacts::createFile()
{
    m_fileBox = new QWidget(this);
    auto* layout = new QVBoxLayout(m_fileBox);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    m_path = new QLineEdit(m_fileBox);
    m_path->setObjectName(QStringLiteral("imagePath"));
    m_path->setAccessibleName(tr("Path of the file"));
    m_path->setReadOnly(true);
    QPushButton* copy =
        makeButton(QStringLiteral("copyPathButton"), tr("Copy path"), QStringLiteral("copy"), {}, m_fileBox);
    QPushButton* open = makeButton(QStringLiteral("openContainingFolderButton"), tr("Open folder"),
                                   QStringLiteral("folder"), {}, m_fileBox);
    open->setToolTip(tr("Open the folder that holds the file"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(measure::kControlGap);
    buttons->addWidget(copy);
    buttons->addWidget(open);
    buttons->addStretch(1);
    layout->addWidget(makeHorizontalLine(m_fileBox));
    layout->addWidget(makeHeading(tr("File"), m_fileBox));
    layout->addWidget(m_path);
    layout->addLayout(buttons);
    m_fileBox->hide();
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_path->text()); });
    connect(open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(m_folder.string()))); });
    return m_fileBox;
}

void ImageViewerFacts::show(const ImageAnswer& answer, const QStringList& classNames)
{
    const QString predicted = classNames.value(answer.predicted);
    m_icon->setIcon(answer.isRight() ? QStringLiteral("right") : QStringLiteral("wrong"),
                    answer.isRight() ? &Theme::good : &Theme::bad);
    //: a class
    m_verdict->setText(answer.isRight() ? tr("Right: %1").arg(predicted) : tr("Wrong: %1").arg(predicted));
    m_truth->setText(classNames.value(answer.truth));
    m_predicted->setText(predicted);
    m_confidence->setText(formatPercent(answer.confidence, 1));
    m_loss->setText(formatNumber(answer.loss, 3));
    m_margin->setText(answer.margin ? tr("%1 points").arg(formatNumber(*answer.margin * 100, 1)) : tr("Not known"));
    const QString size = sizeText(answer);
    m_size->setText(size.isEmpty() ? tr("Not known") : size);
    std::vector<ProbabilityBars::Bar> bars;
    for (const RankedClass& each : answer.likeliest) {
        bars.push_back({classNames.value(each.index), static_cast<double>(each.probability), {}});
    }
    m_bars->setBars(bars);
}

void ImageViewerFacts::setMark(const QString& mark)
{
    m_mark->setText(mark.isEmpty() ? QString() : tr("Changed: %1").arg(mark));
    m_mark->setVisible(!mark.isEmpty());
}

void ImageViewerFacts::setFile(const std::filesystem::path& file, const QString& inside)
{
    m_folder = file.parent_path();
    const QString path = displayName(file.string());
    m_path->setText(inside.isEmpty() ? path : path + QLatin1Char('/') + inside);
    m_path->setToolTip(m_path->text());
    m_path->setCursorPosition(static_cast<int>(m_path->text().size())); // the name is what differs
    m_fileBox->setVisible(!file.empty());
}

void ImageViewerFacts::addAction(QAction* action)
{
    QPushButton* button = makeButton(action->objectName() + QStringLiteral("Button"), {}, {}, {}, m_actions);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        //: what a button does, and its key
        button->setToolTip(key.isEmpty() ? action->toolTip() : tr("%1 (%2)").arg(action->toolTip(), key));
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_actionRow->addWidget(button);
    m_actions->show();
}

} // namespace saccade
