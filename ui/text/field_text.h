#pragma once

#include <QString>
#include <string>

namespace saccade {

/// Label, one-line explanation and choices of a setting by its field name; translated. A test asks for every field.
[[nodiscard]] QString fieldLabel(const std::string& field);
[[nodiscard]] QString fieldHelp(const std::string& field);
[[nodiscard]] QString choiceLabel(const std::string& field, const std::string& choice);
[[nodiscard]] QString groupLabel(const std::string& group);
[[nodiscard]] QString presetLabel(const std::string& preset);

} // namespace saccade
