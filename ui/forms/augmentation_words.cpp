#include "ui/forms/augmentation_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/forms/field_value_text.h"
#include "ui/text/field_text.h"

namespace saccade {

namespace {

bool isOn(const FieldInfo& info, const FieldValue& value)
{
    if (info.name == "cropSmallest") {
        return std::get<double>(value) < 1;
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return info.minimum == 0 && *real > 0;
    }
    const auto* name = std::get_if<std::string>(&value);
    return name != nullptr && *name != info.choices.front();
}

} // namespace

bool isAugmentationPart(const std::string& group)
{
    return group.starts_with("augmentation.");
}

QString augmentationNote(const AugmentationSettings& settings, const std::string& group)
{
    AugmentationSettings copy = settings;
    QStringList words;
    for (const Field& field : fields(copy)) {
        if (field.info.group == group && isOn(field.info, field.get())) {
            words << (field.info.kind == FieldKind::Choice ? fieldValueText(field.info, field.get())
                                                           : fieldLabel(field.info.name));
        }
    }
    return words.isEmpty() ? QCoreApplication::translate("augmentation", "off")
                           : words.join(QCoreApplication::translate("augmentation", ", "));
}

QString augmentationIrrelevance(const AugmentationSettings& settings, const std::string& field, bool isGrey)
{
    if (isGrey && (field == "saturation" || field == "hue" || field == "grey")) {
        return QCoreApplication::translate("augmentation", "These images are grey: there is no colour to change.");
    }
    if (field == "cropLargest" && settings.cropSmallest >= 1) {
        return QCoreApplication::translate("augmentation", "Switch on the crop first.");
    }
    if ((field == "blurSmallest" || field == "blurLargest") && settings.blur <= 0) {
        return QCoreApplication::translate("augmentation", "Switch on the blur first.");
    }
    const bool isRandAugment = settings.policy == AugmentationPolicy::RandAugment;
    if ((field == "policyNumber" || field == "policyMagnitude") && !isRandAugment) {
        return QCoreApplication::translate("augmentation", "Only RandAugment can be set; the others know their own.");
    }
    return {};
}

} // namespace saccade
