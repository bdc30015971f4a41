#include "ui/text/error_text.h"

#include <QCoreApplication>

#include "ui/text/format.h"

namespace saccade {

namespace {

/// What happened and what to do next. %1 is the file or folder, %2 the detail; a sentence uses what it needs.
struct ErrorWords
{
    const char* sentence;
    const char* withoutPath; ///< used when there is no path; nullptr when the sentence names none
    const char* reason;
};

ErrorWords fileWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound:
        return {QT_TRANSLATE_NOOP("errors", "%1 is not there. It may have been moved, renamed or unplugged. Choose it "
                                            "again."),
                QT_TRANSLATE_NOOP("errors", "The file is not there (%2). Choose it again."),
                QT_TRANSLATE_NOOP("errors", "not found")};
    case ErrorCode::FileUnreadable:
        return {QT_TRANSLATE_NOOP("errors", "%1 cannot be read (%2). Check that you may open it, then try again."),
                QT_TRANSLATE_NOOP("errors", "A file cannot be read (%2). Check that you may open it, then try again."),
                QT_TRANSLATE_NOOP("errors", "cannot be read")};
    case ErrorCode::FileUnwritable:
        return {QT_TRANSLATE_NOOP("errors", "%1 cannot be written (%2). Choose another place, or change its "
                                            "permissions."),
                QT_TRANSLATE_NOOP("errors", "A file cannot be written (%2). Choose another place."),
                QT_TRANSLATE_NOOP("errors", "cannot be written")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "There is no space left to write %1 (%2). What was there before is kept. "
                                            "Make room, then try again."),
                QT_TRANSLATE_NOOP("errors", "There is no space left on the disk (%2). Make room, then try again."),
                QT_TRANSLATE_NOOP("errors", "disk full")};
    }
}

ErrorWords imageWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotAnImage:
        return {QT_TRANSLATE_NOOP("errors", "%1 is not an image that Saccade reads (%2). Use JPEG, PNG, BMP, WebP, PNM "
                                            "or GIF."),
                QT_TRANSLATE_NOOP("errors", "This is not an image that Saccade reads (%2). Use JPEG, PNG, BMP, WebP, "
                                            "PNM or GIF."),
                QT_TRANSLATE_NOOP("errors", "not an image")};
    case ErrorCode::ImageDamaged:
        return {QT_TRANSLATE_NOOP("errors", "%1 is damaged (%2). Copy it again from where it came from."),
                QT_TRANSLATE_NOOP("errors", "The image is damaged (%2). Copy it again from where it came from."),
                QT_TRANSLATE_NOOP("errors", "damaged or cut short")};
    case ErrorCode::ImageTooLarge:
        return {QT_TRANSLATE_NOOP("errors", "%1 is too large (%2). Up to 16,384 pixels a side and 100 million in all "
                                            "are read; save it smaller."),
                QT_TRANSLATE_NOOP("errors", "The image is too large (%2). Up to 16,384 pixels a side and 100 million "
                                            "in all are read; save it smaller."),
                QT_TRANSLATE_NOOP("errors", "too large")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "%1 is an image of a kind that is not supported (%2). Save it as PNG or "
                                            "JPEG."),
                QT_TRANSLATE_NOOP("errors", "This kind of image is not supported (%2). Save it as PNG or JPEG."),
                QT_TRANSLATE_NOOP("errors", "kind not supported")};
    }
}

ErrorWords sourceWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ArchiveDamaged:
        return {QT_TRANSLATE_NOOP("errors", "The archive %1 cannot be read to its end (%2). Nothing was lost. Copy or "
                                            "download it again."),
                QT_TRANSLATE_NOOP("errors", "The archive cannot be read to its end (%2). Copy or download it again."),
                QT_TRANSLATE_NOOP("errors", "archive damaged")};
    case ErrorCode::ArchiveUnsafe:
        return {QT_TRANSLATE_NOOP("errors", "%1 leads outside of its archive or is no plain file (%2), so it was left "
                                            "out. Use only archives whose origin you know."),
                QT_TRANSLATE_NOOP("errors", "An entry leads outside of its archive or is no plain file (%2), so it was "
                                            "left out."),
                QT_TRANSLATE_NOOP("errors", "unsafe entry")};
    case ErrorCode::SourceUnsupported:
        return {QT_TRANSLATE_NOOP("errors",
                                  "%1 is no data set (%2). Choose a folder with one sub-folder for each class, a "
                                  "zip or tar archive of one, CIFAR or IDX files, or a list of images."),
                QT_TRANSLATE_NOOP("errors", "This is no data set (%2). Choose a folder with one sub-folder for each "
                                            "class, an archive of one, CIFAR or IDX files, or a list of images."),
                QT_TRANSLATE_NOOP("errors", "not a data set")};
    case ErrorCode::DataSetEmpty:
        return {QT_TRANSLATE_NOOP("errors", "No usable image was found in %1 (%2). Put the images of each class into a "
                                            "sub-folder of their own, or name them in a list."),
                QT_TRANSLATE_NOOP("errors", "No usable image was found (%2). Put the images of each class into a "
                                            "sub-folder of their own, or name them in a list."),
                QT_TRANSLATE_NOOP("errors", "no image")};
    case ErrorCode::TooFewClasses:
        return {QT_TRANSLATE_NOOP("errors", "%1 has fewer than two classes (%2). Add images of a further class."),
                QT_TRANSLATE_NOOP("errors", "The data set has fewer than two classes (%2). Add images of a further "
                                            "class."),
                QT_TRANSLATE_NOOP("errors", "too few classes")};
    case ErrorCode::ClassesDisagree:
        return {QT_TRANSLATE_NOOP("errors", "The classes of %1 do not agree (%2). Training, validation and test, and "
                                            "all that is used together, need the same classes, spelt alike."),
                QT_TRANSLATE_NOOP("errors", "The classes do not agree (%2). Training, validation and test, and all "
                                            "that is used together, need the same classes, spelt alike."),
                QT_TRANSLATE_NOOP("errors", "classes differ")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "A part of %1 that is needed has no image (%2). Change the split."),
                QT_TRANSLATE_NOOP("errors", "A part that is needed has no image (%2). Change the split."),
                QT_TRANSLATE_NOOP("errors", "part without images")};
    }
}

ErrorWords frameWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::CameraMissing:
        return {QT_TRANSLATE_NOOP("errors", "The camera %1 is not there or gives no pictures (%2). Plug it in again, "
                                            "or choose a video file."),
                QT_TRANSLATE_NOOP("errors", "The camera is not there or gives no pictures (%2). Plug it in again, or "
                                            "choose a video file."),
                QT_TRANSLATE_NOOP("errors", "no camera")};
    case ErrorCode::CameraBusy:
        return {QT_TRANSLATE_NOOP("errors", "Another program uses the camera %1 (%2). Close that program, then try "
                                            "again, or choose a video file."),
                QT_TRANSLATE_NOOP("errors", "Another program uses the camera (%2). Close that program, then try again, "
                                            "or choose a video file."),
                QT_TRANSLATE_NOOP("errors", "camera in use")};
    case ErrorCode::NotAVideo:
        return {QT_TRANSLATE_NOOP("errors", "%1 is not a video that Saccade reads (%2). Use AVI, MP4, MOV, MKV, WebM "
                                            "or MPEG."),
                QT_TRANSLATE_NOOP("errors", "This is not a video that Saccade reads (%2). Use AVI, MP4, MOV, MKV, WebM "
                                            "or MPEG."),
                QT_TRANSLATE_NOOP("errors", "not a video")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "Of the video %1 no picture can be decoded (%2). Copy it again from where "
                                            "it came from."),
                QT_TRANSLATE_NOOP("errors", "Of this video no picture can be decoded (%2). Copy it again from where it "
                                            "came from."),
                QT_TRANSLATE_NOOP("errors", "video damaged")};
    }
}

ErrorWords settingWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FormatInvalid:
        return {QT_TRANSLATE_NOOP("errors",
                                  "%1 breaks the rules of its format (%2). Correct it, or copy or download it "
                                  "again."),
                QT_TRANSLATE_NOOP("errors", "A file breaks the rules of its format (%2). Correct it, or copy or "
                                            "download it again."),
                QT_TRANSLATE_NOOP("errors", "format not valid")};
    case ErrorCode::FormatTooNew:
        return {QT_TRANSLATE_NOOP("errors", "%1 was written by a newer Saccade (%2). Update Saccade to open it."),
                QT_TRANSLATE_NOOP("errors", "This was written by a newer Saccade (%2). Update Saccade to open it."),
                QT_TRANSLATE_NOOP("errors", "from a newer version")};
    case ErrorCode::SettingUnknown:
        return {QT_TRANSLATE_NOOP("errors", "There is no such setting: %2. Check its name."), nullptr,
                QT_TRANSLATE_NOOP("errors", "unknown setting")};
    case ErrorCode::SettingInvalid:
        return {QT_TRANSLATE_NOOP("errors", "A setting has a value that it cannot take: %2. Choose another value."),
                nullptr, QT_TRANSLATE_NOOP("errors", "value out of range")};
    case ErrorCode::PresetUnknown:
        return {QT_TRANSLATE_NOOP("errors", "There is no such preset: %2. Choose one of the list."), nullptr,
                QT_TRANSLATE_NOOP("errors", "unknown preset")};
    case ErrorCode::NetworkUnknown:
        return {QT_TRANSLATE_NOOP("errors", "There is no such network: %2. Choose one of the list."), nullptr,
                QT_TRANSLATE_NOOP("errors", "unknown network")};
    case ErrorCode::GraphInvalid:
        return {QT_TRANSLATE_NOOP("errors", "The network's layers do not fit together: %2. Choose another network."),
                nullptr, QT_TRANSLATE_NOOP("errors", "network not valid")};
    case ErrorCode::InputTooSmall:
        return {QT_TRANSLATE_NOOP("errors", "The images are too small for this network (%2). Choose another network or "
                                            "larger images."),
                nullptr, QT_TRANSLATE_NOOP("errors", "images too small")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "The weights of %1 do not fit the network (%2). Open another run."),
                QT_TRANSLATE_NOOP("errors", "The weights do not fit the network (%2). Open another run."),
                QT_TRANSLATE_NOOP("errors", "weights do not fit")};
    }
}

ErrorWords runWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return {QT_TRANSLATE_NOOP("errors", "Cancelled. What was open before is still open."), nullptr,
                QT_TRANSLATE_NOOP("errors", "cancelled")};
    case ErrorCode::DeviceUnavailable:
        return {QT_TRANSLATE_NOOP("errors", "The device is not available (%2). Choose “auto” or another device."),
                nullptr, QT_TRANSLATE_NOOP("errors", "device not available")};
    case ErrorCode::OutOfMemory:
        return {QT_TRANSLATE_NOOP("errors", "Memory ran out (%2). Nothing was lost. Try half the batch size."), nullptr,
                QT_TRANSLATE_NOOP("errors", "out of memory")};
    case ErrorCode::NotAModel:
        return {QT_TRANSLATE_NOOP("errors", "%1 is no model that Saccade reads (%2). Open a run folder, or an .onnx, "
                                            ".safetensors or .pt file that a run was exported as."),
                QT_TRANSLATE_NOOP("errors", "This is no model that Saccade reads (%2). Open a run folder, or an .onnx, "
                                            ".safetensors or .pt file that a run was exported as."),
                QT_TRANSLATE_NOOP("errors", "not a model")};
    case ErrorCode::Diverged:
        return {QT_TRANSLATE_NOOP("errors", "The loss stopped being a number (%2). The best weights until then are "
                                            "kept. Try a lower learning rate, or more warm-up."),
                nullptr, QT_TRANSLATE_NOOP("errors", "diverged")};
    case ErrorCode::EngineMissing:
        return {QT_TRANSLATE_NOOP("errors", "A part of Saccade cannot be loaded (%2). Everything that does not need it "
                                            "works. Install Saccade again to repair it."),
                nullptr, QT_TRANSLATE_NOOP("errors", "engine missing")};
    case ErrorCode::SelfTestFailed:
        return {QT_TRANSLATE_NOOP("errors",
                                  "This computer's arithmetic failed a test (%2). Nothing was trained. Choose "
                                  "precision “fp32” or another device."),
                nullptr, QT_TRANSLATE_NOOP("errors", "self-test failed")};
    case ErrorCode::PortUnavailable:
        return {QT_TRANSLATE_NOOP("errors", "The endpoint cannot listen there (%2). Choose another port, or 0 for any "
                                            "that is free."),
                nullptr, QT_TRANSLATE_NOOP("errors", "port not available")};
    case ErrorCode::RunInvalid:
        return {QT_TRANSLATE_NOOP("errors", "%1 is not a complete run folder (%2). Choose a folder that holds "
                                            "plan.json."),
                QT_TRANSLATE_NOOP("errors", "This is not a complete run folder (%2)."),
                QT_TRANSLATE_NOOP("errors", "run not complete")};
    case ErrorCode::ExportUnsupported:
        return {QT_TRANSLATE_NOOP("errors",
                                  "%1 cannot hold or run this network (%2). Choose another format, or ONNX of "
                                  "the modern kind."),
                QT_TRANSLATE_NOOP("errors", "This format cannot hold or run the network (%2). Choose another one."),
                QT_TRANSLATE_NOOP("errors", "not possible in this format")};
    case ErrorCode::ExportDiffers:
        return {QT_TRANSLATE_NOOP("errors", "The exported file %1 answers otherwise than Saccade (%2). Do not use it. "
                                            "Export again, and report it if it happens again."),
                QT_TRANSLATE_NOOP("errors", "The exported file answers otherwise than Saccade (%2). Do not use it."),
                QT_TRANSLATE_NOOP("errors", "answers differ")};
    case ErrorCode::ExplainUnsupported:
        return {QT_TRANSLATE_NOOP("errors", "No heat map can be made of this network (%2): nothing in it has positions "
                                            "after the first layer. Choose a run of a convolutional network."),
                nullptr, QT_TRANSLATE_NOOP("errors", "no heat map")};
    default:
        return {QT_TRANSLATE_NOOP("errors", "Something went wrong inside Saccade (%2). What is on disk is unharmed. "
                                            "Try again; if it returns, please report it with these words."),
                nullptr, QT_TRANSLATE_NOOP("errors", "internal fault")};
    }
}

ErrorWords wordsOf(ErrorCode code)
{
    if (code >= ErrorCode::FileNotFound && code <= ErrorCode::DiskFull) {
        return fileWords(code);
    }
    if (code >= ErrorCode::NotAnImage && code <= ErrorCode::ImageUnsupported) {
        return imageWords(code);
    }
    if (code >= ErrorCode::ArchiveDamaged && code <= ErrorCode::SplitEmpty) {
        return sourceWords(code);
    }
    if (code >= ErrorCode::CameraMissing && code <= ErrorCode::VideoDamaged) {
        return frameWords(code);
    }
    if (code >= ErrorCode::FormatInvalid && code <= ErrorCode::WeightsMismatch) {
        return settingWords(code);
    }
    return runWords(code);
}

QString translated(const char* text)
{
    return QCoreApplication::translate("errors", text);
}

/// Puts both facts in at once, so that a path with "%2" in it stays as it is; a missing detail takes its brackets with
/// it.
QString filled(QString sentence, const QString& path, const QString& detail)
{
    if (detail.isEmpty()) {
        sentence.remove(QLatin1String(" (%2)"));
        sentence.replace(QLatin1String(": %2"), QString());
    }
    QString text;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const QStringView mark = QStringView(sentence).mid(i, 2);
        if (mark == QLatin1String("%1") || mark == QLatin1String("%2")) {
            text += mark == QLatin1String("%1") ? path : detail;
            ++i;
        } else {
            text += sentence.at(i);
        }
    }
    return text;
}

} // namespace

QString errorText(const Error& error)
{
    const ErrorWords words = wordsOf(error.code);
    const bool hasPath = !error.path.empty() || words.withoutPath == nullptr;
    return filled(translated(hasPath ? words.sentence : words.withoutPath), displayName(error.path.native()),
                  displayName(error.detail));
}

QString errorReason(ErrorCode code)
{
    return translated(wordsOf(code).reason);
}

} // namespace saccade
