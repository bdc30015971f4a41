#pragma once

#include <QWidget>

#include "engine/base/fields.h"

/// Sets a form's control as a person's hand would leave it.
void enter(QWidget* control, const saccade::FieldValue& value);
