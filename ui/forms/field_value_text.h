#pragma once

#include <QString>

#include "engine/base/fields.h"

namespace saccade {

/// A setting's value for people: a choice's label, a number in the user's locale with its unit.
[[nodiscard]] QString fieldValueText(const FieldInfo& info, const FieldValue& value);

} // namespace saccade
