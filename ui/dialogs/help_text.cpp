#include "ui/dialogs/help_text.h"

#include <QCoreApplication>

namespace saccade {

namespace {

class HelpText
{
    Q_DECLARE_TR_FUNCTIONS(HelpText)

public:
    static HelpKeyGroup anywhere();
    static HelpKeyGroup training();
    static HelpKeyGroup pictures();
};

HelpKeyGroup HelpText::anywhere()
{
    return {tr("Anywhere"),
            {{{tr("Ctrl+1 … 5")}, tr("Data, Train, Evaluate, Predict, Export")},
             {{tr("F6"), tr("Shift+F6")}, tr("Next, previous pane")},
             {{tr("Ctrl+O")}, tr("Open a folder of images")},
             {{tr("Ctrl+Shift+O")}, tr("Open a run folder")},
             {{tr("Ctrl+V")}, tr("Classify the image in the clipboard")},
             {{tr("Ctrl+F")}, tr("On Data: find an image")},
             {{tr("Ctrl+,")}, tr("Settings")}}};
}

HelpKeyGroup HelpText::training()
{
    return {tr("Training"),
            {{{tr("Ctrl+Enter")}, tr("Start")},
             {{tr("Shift+F8")}, tr("Stop and keep the best")},
             {{tr("Ctrl+Z"), tr("Ctrl+Shift+Z")}, tr("Take a change of settings back, make it again")},
             {{tr("Ctrl+R")}, tr("Roll the augmentation's preview again")}}};
}

HelpKeyGroup HelpText::pictures()
{
    return {
        tr("Curves, matrix, images"),
        {{{tr("Arrows"), tr("Home"), tr("End")}, tr("Walk")},
         {{tr("Enter")}, tr("Open the cell or image")},
         {{tr("+"), tr("-"), tr("0"), tr("1")}, tr("Image: larger, smaller, whole, pixel by pixel")},
         {{tr("H"), tr("N")}, tr("Image: heat map, as the network saw it")},
         {{tr("R"), tr("X"), tr("M")}, tr("Image: relabel, exclude, move")},
         {{tr("T")}, tr("Curves, matrix, size and speed: as a table")},
         {{tr("L")}, tr("Curves: log axis")},
         {{tr("D"), tr("N"), tr("C")}, tr("Matrix: hide the diagonal, other numbers, top confusions")},
         {{tr("C"), tr("P"), tr("K"), tr("Esc")}, tr("Predict: camera or video, pause it, keep the frame, close it")},
         {{tr("["), tr("]")}, tr("Curves and Evaluate: previous and next epoch")},
         {{tr("Esc")}, tr("Matrix: out of a group, all images again")}}};
}

} // namespace

QList<HelpStep> helpSteps()
{
    return {
        {QStringLiteral("data"), HelpText::tr("Data"),
         HelpText::tr("Open a folder with a sub-folder for each class. Look through the checks: they say what would "
                      "spoil the result.")},
        {QStringLiteral("train"), HelpText::tr("Train"),
         HelpText::tr("Keep the preset Quick look and start. The curves are drawn from the first batch on, and the "
                      "best weights are kept whenever you stop.")},
        {QStringLiteral("evaluate"), HelpText::tr("Evaluate"),
         HelpText::tr("See how many test images are right, and choose a cell of the matrix to see the images that "
                      "are taken for something else.")},
        {QStringLiteral("predict"), HelpText::tr("Predict"),
         HelpText::tr("Drop your own images and read what they could be.")},
        {QStringLiteral("export"), HelpText::tr("Export"),
         HelpText::tr("Take the run to other programs. Every written file answers for test images first, and says how "
                      "far it is from Saccade.")}};
}

QList<HelpKeyGroup> helpKeys()
{
    return {HelpText::anywhere(), HelpText::training(), HelpText::pictures()};
}

} // namespace saccade
