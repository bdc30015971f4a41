#include "ui/text/field_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/training/train_settings.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

struct FieldWords
{
    const char* field;
    const char* label;
    const char* help;
};

constexpr std::array kFields = {
    FieldWords{"network", QT_TRANSLATE_NOOP("fields", "Architecture"),
               QT_TRANSLATE_NOOP("fields", "The layers that turn an image into a class.")},
    FieldWords{
        "width", QT_TRANSLATE_NOOP("fields", "Width"),
        QT_TRANSLATE_NOOP("fields", "Times as many channels in each layer; twice the width is four times the work.")},
    FieldWords{"normalise", QT_TRANSLATE_NOOP("fields", "Normalise"),
               QT_TRANSLATE_NOOP("fields", "How pixel values are scaled before the first layer.")},
    FieldWords{"dropout", QT_TRANSLATE_NOOP("fields", "Dropout"),
               QT_TRANSLATE_NOOP("fields", "Share of the last layer's inputs left out at each step, against learning "
                                           "by heart.")},
    FieldWords{"optimiser", QT_TRANSLATE_NOOP("fields", "Method"),
               QT_TRANSLATE_NOOP("fields", "The rule that turns gradients into changes of the weights.")},
    FieldWords{"learningRate", QT_TRANSLATE_NOOP("fields", "Learning rate"),
               QT_TRANSLATE_NOOP("fields", "Size of one step. Too large diverges, too small learns slowly.")},
    FieldWords{"biasRate", QT_TRANSLATE_NOOP("fields", "Bias rate"),
               QT_TRANSLATE_NOOP("fields", "Learning rate of the biases; used by Muon with SGD only.")},
    FieldWords{"headRate", QT_TRANSLATE_NOOP("fields", "Head rate"),
               QT_TRANSLATE_NOOP("fields", "Learning rate of the last layer; used by Muon with SGD only.")},
    FieldWords{"momentum", QT_TRANSLATE_NOOP("fields", "Momentum"),
               QT_TRANSLATE_NOOP("fields", "How much of the last steps' direction each step keeps.")},
    FieldWords{"weightDecay", QT_TRANSLATE_NOOP("fields", "Weight decay"),
               QT_TRANSLATE_NOOP("fields", "Pulls weights towards zero, against learning by heart.")},
    FieldWords{"batchSize", QT_TRANSLATE_NOOP("fields", "Batch size"),
               QT_TRANSLATE_NOOP("fields", "Images looked at for one step.")},
    FieldWords{"accumulate", QT_TRANSLATE_NOOP("fields", "Passes a step"),
               QT_TRANSLATE_NOOP("fields", "Divides each batch into so many smaller ones, so that it fits in memory.")},
    FieldWords{"labelSmoothing", QT_TRANSLATE_NOOP("fields", "Label smoothing"),
               QT_TRANSLATE_NOOP("fields", "Share of the target spread over all classes, against overconfidence.")},
    FieldWords{"groups", QT_TRANSLATE_NOOP("fields", "Groups of their own"),
               QT_TRANSLATE_NOOP("fields",
                                 "Parameters whose name matches a pattern follow other rules: a rate of their "
                                 "own, no decay, another method, or frozen.")},
    FieldWords{"clipNorm", QT_TRANSLATE_NOOP("fields", "Gradient limit"),
               QT_TRANSLATE_NOOP("fields", "Shortens the gradient of a step where it is longer than this; 0 is off.")},
    FieldWords{"averageDecay", QT_TRANSLATE_NOOP("fields", "Weight averaging"),
               QT_TRANSLATE_NOOP("fields", "Judges and keeps a moving average of the weights; such a share of it stays "
                                           "at each step. 0 is off, 0.99 averages about 100 steps.")},
    FieldWords{"schedule", QT_TRANSLATE_NOOP("fields", "Shape"),
               QT_TRANSLATE_NOOP("fields", "How the learning rate changes over the run.")},
    FieldWords{"epochs", QT_TRANSLATE_NOOP("fields", "Epochs"),
               QT_TRANSLATE_NOOP("fields", "Passes over the training images; fractions are allowed.")},
    FieldWords{"warmUp", QT_TRANSLATE_NOOP("fields", "Warm-up"),
               QT_TRANSLATE_NOOP("fields", "Share of the run in which the learning rate rises from zero.")},
    FieldWords{"finalRate", QT_TRANSLATE_NOOP("fields", "Final rate"),
               QT_TRANSLATE_NOOP("fields", "Learning rate at the end, as a share of the largest.")},
    FieldWords{"stepEvery", QT_TRANSLATE_NOOP("fields", "Falls every"),
               QT_TRANSLATE_NOOP("fields", "Epochs between two falls of the learning rate.")},
    FieldWords{"stepFactor", QT_TRANSLATE_NOOP("fields", "Falls to"),
               QT_TRANSLATE_NOOP("fields", "What is left of the learning rate after a fall, as a share.")},
    FieldWords{"plateauPatience", QT_TRANSLATE_NOOP("fields", "Falls after"),
               QT_TRANSLATE_NOOP("fields", "Validations without a better one before the learning rate falls.")},
    FieldWords{"validateEvery", QT_TRANSLATE_NOOP("fields", "Validate every"),
               QT_TRANSLATE_NOOP("fields", "Epochs between two looks at the validation images.")},
    FieldWords{
        "firstScale", QT_TRANSLATE_NOOP("fields", "First size"),
        QT_TRANSLATE_NOOP("fields",
                          "Begins with smaller images, which train faster: their side at the start, as a "
                          "share. 1 trains with full size throughout, as do networks with a fixed number of inputs.")},
    FieldWords{"fullSizeFrom", QT_TRANSLATE_NOOP("fields", "Full size from"),
               QT_TRANSLATE_NOOP("fields", "Share of the run after which images have grown to their full size.")},
    FieldWords{"patience", QT_TRANSLATE_NOOP("fields", "Patience"),
               QT_TRANSLATE_NOOP("fields", "Ends the run after so many validations without a better one; 0 is off.")},
    FieldWords{"classWeights", QT_TRANSLATE_NOOP("fields", "Class weights"),
               QT_TRANSLATE_NOOP("fields", "Balanced lets a mistake in a rare class count more.")},
    FieldWords{"sampling", QT_TRANSLATE_NOOP("fields", "Sampling"),
               QT_TRANSLATE_NOOP("fields",
                                 "Balanced shows images of rare classes more often, those of common ones less; "
                                 "an epoch has as many images as before.")},
    FieldWords{"flip", QT_TRANSLATE_NOOP("fields", "Flip left–right"),
               QT_TRANSLATE_NOOP("fields", "Mirrors training images, so that direction does not matter.")},
    FieldWords{"translate", QT_TRANSLATE_NOOP("fields", "Shift"),
               QT_TRANSLATE_NOOP("fields", "Moves training images by up to so many pixels.")},
    FieldWords{"cutout", QT_TRANSLATE_NOOP("fields", "Cut-out"),
               QT_TRANSLATE_NOOP("fields", "Covers a square of each training image, so that no part is relied upon.")},
    FieldWords{"cropSmallest", QT_TRANSLATE_NOOP("fields", "Crop from"),
               QT_TRANSLATE_NOOP("fields", "Shows a random part of each image, enlarged; this is its smallest area.")},
    FieldWords{"cropLargest", QT_TRANSLATE_NOOP("fields", "Crop up to"),
               QT_TRANSLATE_NOOP("fields", "The largest area of the random part.")},
    FieldWords{"rotate", QT_TRANSLATE_NOOP("fields", "Rotate"),
               QT_TRANSLATE_NOOP("fields", "Turns images by up to so many degrees, either way.")},
    FieldWords{"brightness", QT_TRANSLATE_NOOP("fields", "Brightness"),
               QT_TRANSLATE_NOOP("fields", "Makes images darker or brighter by up to this share.")},
    FieldWords{"contrast", QT_TRANSLATE_NOOP("fields", "Contrast"),
               QT_TRANSLATE_NOOP("fields", "Weakens or strengthens the contrast by up to this share.")},
    FieldWords{"saturation", QT_TRANSLATE_NOOP("fields", "Saturation"),
               QT_TRANSLATE_NOOP("fields", "Makes colours paler or richer by up to this share.")},
    FieldWords{"hue", QT_TRANSLATE_NOOP("fields", "Hue"),
               QT_TRANSLATE_NOOP("fields", "Turns the colours by up to this share of the colour circle.")},
    FieldWords{"grey", QT_TRANSLATE_NOOP("fields", "Grey"),
               QT_TRANSLATE_NOOP("fields", "Share of the images that lose their colours.")},
    FieldWords{"blur", QT_TRANSLATE_NOOP("fields", "Blur"),
               QT_TRANSLATE_NOOP("fields", "Share of the images that are blurred.")},
    FieldWords{"blurSmallest", QT_TRANSLATE_NOOP("fields", "Blur from"),
               QT_TRANSLATE_NOOP("fields", "The smallest radius (sigma) of the blur.")},
    FieldWords{"blurLargest", QT_TRANSLATE_NOOP("fields", "Blur up to"),
               QT_TRANSLATE_NOOP("fields", "The largest radius (sigma) of the blur.")},
    FieldWords{"erase", QT_TRANSLATE_NOOP("fields", "Erase"),
               QT_TRANSLATE_NOOP("fields", "Share of the images in which a random rectangle is covered.")},
    FieldWords{"policy", QT_TRANSLATE_NOOP("fields", "Policy"),
               QT_TRANSLATE_NOOP("fields", "A published set of changes, drawn anew for every image.")},
    FieldWords{"policyNumber", QT_TRANSLATE_NOOP("fields", "Changes"),
               QT_TRANSLATE_NOOP("fields", "How many changes RandAugment makes to each image.")},
    FieldWords{"policyMagnitude", QT_TRANSLATE_NOOP("fields", "Strength"),
               QT_TRANSLATE_NOOP("fields", "How strong RandAugment's changes are, from 0 to 30.")},
    FieldWords{"mixup", QT_TRANSLATE_NOOP("fields", "Mixup"),
               QT_TRANSLATE_NOOP("fields", "Blends pairs of images and their classes; 1 makes every share as likely.")},
    FieldWords{
        "cutmix", QT_TRANSLATE_NOOP("fields", "CutMix"),
        QT_TRANSLATE_NOOP("fields", "Puts a rectangle of another image in, and its class with the area's share.")},
    FieldWords{"seed", QT_TRANSLATE_NOOP("fields", "Seed"),
               QT_TRANSLATE_NOOP("fields", "The same seed and settings give the same run.")},
    FieldWords{"validationShare", QT_TRANSLATE_NOOP("fields", "Validation share"),
               QT_TRANSLATE_NOOP("fields", "Share of the training images kept aside to judge each epoch.")},
    FieldWords{"device", QT_TRANSLATE_NOOP("fields", "Device"),
               QT_TRANSLATE_NOOP("fields", "The processor that trains.")},
    FieldWords{"precision", QT_TRANSLATE_NOOP("fields", "Precision"),
               QT_TRANSLATE_NOOP("fields", "Number format while training; the final evaluation always uses fp32.")},
    FieldWords{
        "replicas", QT_TRANSLATE_NOOP("fields", "Replicas"),
        QT_TRANSLATE_NOOP("fields", "Copies of the network that share each batch; 0 chooses one to four a core.")},
    FieldWords{"loaderThreads", QT_TRANSLATE_NOOP("fields", "Loader threads"),
               QT_TRANSLATE_NOOP("fields", "Threads that prepare images ahead of the training.")},
};

struct NamedText
{
    const char* name;
    const char* text;
};

constexpr std::array kChoices = {
    NamedText{"normalise.dataset", QT_TRANSLATE_NOOP("fields", "By training images")},
    NamedText{"normalise.unit", QT_TRANSLATE_NOOP("fields", "0 to 1")},
    NamedText{"optimiser.sgd", QT_TRANSLATE_NOOP("fields", "SGD with Nesterov")},
    NamedText{"optimiser.adam", QT_TRANSLATE_NOOP("fields", "Adam")},
    NamedText{"optimiser.adamw", QT_TRANSLATE_NOOP("fields", "AdamW")},
    NamedText{"optimiser.muon", QT_TRANSLATE_NOOP("fields", "Muon with SGD")},
    NamedText{"schedule.constant", QT_TRANSLATE_NOOP("fields", "Constant")},
    NamedText{"schedule.linear", QT_TRANSLATE_NOOP("fields", "Linear")},
    NamedText{"schedule.cosine", QT_TRANSLATE_NOOP("fields", "Cosine")},
    NamedText{"schedule.onecycle", QT_TRANSLATE_NOOP("fields", "One cycle")},
    NamedText{"schedule.step", QT_TRANSLATE_NOOP("fields", "Steps")},
    NamedText{"schedule.plateau", QT_TRANSLATE_NOOP("fields", "On a plateau")},
    NamedText{"classWeights.none", QT_TRANSLATE_NOOP("fields", "Equal")},
    NamedText{"classWeights.balanced", QT_TRANSLATE_NOOP("fields", "Balanced")},
    NamedText{"sampling.all", QT_TRANSLATE_NOOP("fields", "Every image once")},
    NamedText{"sampling.balanced", QT_TRANSLATE_NOOP("fields", "Balanced")},
    NamedText{"flip.off", QT_TRANSLATE_NOOP("fields", "Off")},
    NamedText{"flip.random", QT_TRANSLATE_NOOP("fields", "Random")},
    NamedText{"flip.alternating", QT_TRANSLATE_NOOP("fields", "Alternating")},
    NamedText{"policy.none", QT_TRANSLATE_NOOP("fields", "None")},
    NamedText{"policy.randaugment", QT_TRANSLATE_NOOP("fields", "RandAugment")},
    NamedText{"policy.trivialaugment", QT_TRANSLATE_NOOP("fields", "TrivialAugment")},
    NamedText{"policy.autoaugment-cifar10", QT_TRANSLATE_NOOP("fields", "AutoAugment CIFAR-10")},
    NamedText{"policy.autoaugment-imagenet", QT_TRANSLATE_NOOP("fields", "AutoAugment ImageNet")},
    NamedText{"policy.autoaugment-svhn", QT_TRANSLATE_NOOP("fields", "AutoAugment SVHN")},
    NamedText{"precision.auto", QT_TRANSLATE_NOOP("fields", "Automatic")},
    NamedText{"precision.fp32", QT_TRANSLATE_NOOP("fields", "fp32")},
    NamedText{"precision.bf16", QT_TRANSLATE_NOOP("fields", "bf16")},
    NamedText{"device.auto", QT_TRANSLATE_NOOP("fields", "Automatic")},
    NamedText{"device.cpu", QT_TRANSLATE_NOOP("fields", "Processor (CPU)")},
    NamedText{"network.speed-net", QT_TRANSLATE_NOOP("fields", "Speed net")},
    NamedText{"network.notebook-cnn", QT_TRANSLATE_NOOP("fields", "Notebook CNN")},
    NamedText{"network.resnet-20", QT_TRANSLATE_NOOP("fields", "ResNet-20")},
    NamedText{"network.resnet-32", QT_TRANSLATE_NOOP("fields", "ResNet-32")},
    NamedText{"network.resnet-44", QT_TRANSLATE_NOOP("fields", "ResNet-44")},
    NamedText{"network.resnet-56", QT_TRANSLATE_NOOP("fields", "ResNet-56")},
    NamedText{"network.resnet-18-small", QT_TRANSLATE_NOOP("fields", "ResNet-18, small")},
    NamedText{"network.resnet-18", QT_TRANSLATE_NOOP("fields", "ResNet-18")},
};

constexpr std::array kGroups = {
    NamedText{"network", QT_TRANSLATE_NOOP("fields", "Network")},
    NamedText{"optimiser", QT_TRANSLATE_NOOP("fields", "Optimiser")},
    NamedText{"schedule", QT_TRANSLATE_NOOP("fields", "Schedule")},
    NamedText{"classes", QT_TRANSLATE_NOOP("fields", "Class balance")},
    NamedText{"stopping", QT_TRANSLATE_NOOP("fields", "Stopping")},
    NamedText{"augmentation", QT_TRANSLATE_NOOP("fields", "Augmentation")},
    NamedText{"augmentation.shape", QT_TRANSLATE_NOOP("fields", "Crop and turn")},
    NamedText{"augmentation.colour", QT_TRANSLATE_NOOP("fields", "Colour")},
    NamedText{"augmentation.cover", QT_TRANSLATE_NOOP("fields", "Blur and erase")},
    NamedText{"augmentation.policy", QT_TRANSLATE_NOOP("fields", "Policy")},
    NamedText{"augmentation.mix", QT_TRANSLATE_NOOP("fields", "Mixing")},
    NamedText{"repeatability", QT_TRANSLATE_NOOP("fields", "Repeatability")},
    NamedText{"hardware", QT_TRANSLATE_NOOP("fields", "Hardware")},
};

constexpr std::array kPresets = {
    NamedText{"quick", QT_TRANSLATE_NOOP("fields", "Quick look")},
    NamedText{"record", QT_TRANSLATE_NOOP("fields", "Best accuracy")},
    NamedText{"classic", QT_TRANSLATE_NOOP("fields", "Classic notebook")},
};

/// The text of that name, or the name itself: a name from a newer plan is still readable.
template <typename Table>
QString lookUp(const Table& table, const std::string& name, const std::string& fallback)
{
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const NamedText& entry) { return entry.name == name; });
    return found == table.end() ? displayName(fallback) : QCoreApplication::translate("fields", found->text);
}

const FieldWords* wordsOf(const std::string& field)
{
    const auto found =
        std::find_if(kFields.begin(), kFields.end(), [&](const FieldWords& words) { return words.field == field; });
    return found == kFields.end() ? nullptr : &*found;
}

} // namespace

QString fieldLabel(const std::string& field)
{
    const FieldWords* words = wordsOf(field);
    return words ? QCoreApplication::translate("fields", words->label) : displayName(field);
}

QString fieldHelp(const std::string& field)
{
    const FieldWords* words = wordsOf(field);
    return words ? QCoreApplication::translate("fields", words->help) : QString();
}

QString choiceLabel(const std::string& field, const std::string& choice)
{
    if (field == "network" && isGraphFile(choice)) {
        return displayName(std::filesystem::path(choice).stem().string());
    }
    return lookUp(kChoices, field + '.' + choice, choice);
}

QString groupLabel(const std::string& group)
{
    return lookUp(kGroups, group, group);
}

QString presetLabel(const std::string& preset)
{
    return lookUp(kPresets, preset, preset);
}

} // namespace saccade
