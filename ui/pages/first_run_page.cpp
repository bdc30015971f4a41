#include "ui/pages/first_run_page.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "engine/data/sample_shapes.h"
#include "ui/pages/data_commands.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/link_row.h"
#include "ui/widgets/mark.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/shape_pictures.h"

namespace saccade {

namespace {

constexpr int kContentWidth = 976;
constexpr int kCardPadding = 22;

QFrame* makeCard(const QString& name, const QString& title, const QString& words, QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setObjectName(name);
    card->setProperty("card", QStringLiteral("1"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kCardPadding, 20, kCardPadding, 20);
    layout->setSpacing(4);
    QLabel* heading = makeLabel(title, {}, card);
    heading->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    QLabel* text = makeLabel(words, QStringLiteral("2"), card);
    text->setWordWrap(true);
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addSpacing(16);
    return card;
}

} // namespace

FirstRunPage::FirstRunPage(DataCommands& commands, QWidget* parent) : QWidget(parent), m_commands(commands)
{
    setObjectName(QStringLiteral("firstRunPage"));
    setProperty("surface", QStringLiteral("window"));
    setAttribute(Qt::WA_StyledBackground);
    auto* content = new QWidget(this);
    content->setMaximumWidth(kContentWidth);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(24);
    cards->addWidget(createSampleCard(), 1);
    cards->addWidget(createFolderCard(), 1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(32);
    column->addWidget(createHeading());
    column->addLayout(cards);
    column->addWidget(createLinks());
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(content, 100);
    across->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addStretch(2);
    layout->addLayout(across);
    layout->addStretch(5);
}

QWidget* FirstRunPage::createHeading()
{
    auto* heading = new QWidget(this);
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(2, 0, 0, 0);
    row->setSpacing(18);
    row->addWidget(new Mark(52, heading));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    QLabel* title = makeLabel(tr("Teach your computer to tell images apart"), {}, heading);
    title->setFont(themeFont(TextSize::State, QFont::DemiBold));
    title->setWordWrap(true);
    QLabel* text =
        makeLabel(tr("Choose images, train, see where it goes wrong, put it to use. Everything stays on this "
                     "computer."),
                  QStringLiteral("2"), heading);
    text->setWordWrap(true);
    words->addWidget(title);
    words->addWidget(text);
    row->addLayout(words, 1);
    return heading;
}

QWidget* FirstRunPage::createSampleCard()
{
    QFrame* card = makeCard(QStringLiteral("sampleCard"), tr("Try the sample"),
                            tr("%1 drawn shapes in 10 classes, made by Saccade itself, so that every page soon has "
                               "something to show.")
                                .arg(formatCount(kSampleTrainingCount + kSampleTestCount)),
                            this);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->addWidget(new ShapePictures(card), 0, Qt::AlignLeft);
    layout->addStretch(1);
    layout->addSpacing(16);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(12);
    QPushButton* button = makeButton(QStringLiteral("trySampleButton"), tr("Try the sample"), QStringLiteral("shapes"),
                                     QStringLiteral("primary"), card);
    connect(button, &QPushButton::clicked, &m_commands, &DataCommands::openSample);
    bottom->addWidget(button);
    bottom->addWidget(makeCaption(tr("Nothing is downloaded. Trains in about a minute."), card), 1);
    layout->addLayout(bottom);
    return card;
}

QWidget* FirstRunPage::createFolderCard()
{
    QFrame* card = makeCard(QStringLiteral("folderCard"), tr("Open a folder"),
                            tr("Put the images of each class in a sub-folder; its name becomes the label. Images stay "
                               "where they are."),
                            this);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->addWidget(new FolderPicture(card), 0, Qt::AlignLeft);
    layout->addStretch(1);
    layout->addSpacing(16);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(12);
    QPushButton* button =
        makeButton(QStringLiteral("openFolderButton"), tr("Open a folder…"), QStringLiteral("folder"), {}, card);
    connect(button, &QPushButton::clicked, this, [this] { m_commands.chooseFolder(this); });
    bottom->addWidget(button);
    bottom->addWidget(makeCaption(tr("or drop it anywhere in this window"), card), 1);
    layout->addLayout(bottom);
    return card;
}

QWidget* FirstRunPage::createLinks()
{
    auto* links = new QWidget(this);
    auto* row = new QHBoxLayout(links);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    auto* pixels =
        new LinkRow(QStringLiteral("binary"), tr("Open CIFAR or IDX files…"), tr("binary batches, ubyte"), links);
    pixels->setObjectName(QStringLiteral("openPixelsLink"));
    connect(pixels, &QAbstractButton::clicked, this, [this] { m_commands.choosePixelFiles(this); });
    auto* list =
        new LinkRow(QStringLiteral("table"), tr("Open a list…"), tr("CSV: path and label of each image"), links);
    list->setObjectName(QStringLiteral("openListLink"));
    connect(list, &QAbstractButton::clicked, this, [this] { m_commands.chooseList(this); });
    auto* archive =
        new LinkRow(QStringLiteral("archive"), tr("Open an archive…"), tr("zip, tar, tar.xz of such a folder"), links);
    archive->setObjectName(QStringLiteral("openArchiveLink"));
    connect(archive, &QAbstractButton::clicked, this, [this] { m_commands.chooseArchive(this); });
    auto* run =
        new LinkRow(QStringLiteral("runs"), tr("Open a run folder…"), tr("from this or another computer"), links);
    run->setObjectName(QStringLiteral("openRunLink"));
    connect(run, &QAbstractButton::clicked, this, [this] { m_commands.chooseRun(this); });
    row->addWidget(pixels, 1);
    row->addWidget(archive, 1);
    row->addWidget(list, 1);
    row->addWidget(run, 1);
    return links;
}

} // namespace saccade
