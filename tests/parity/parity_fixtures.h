#pragma once

#include "engine/formats/portable_model.h"
#include "engine/runs/export_check.h"

/// The program's side: the layers' definitions in double numbers.
class ReferencePredictor final : public saccade::Predictor
{
public:
    explicit ReferencePredictor(const saccade::PortableModel& model) : m_model(model) {}

    [[nodiscard]] saccade::Result<std::vector<float>> predict(const std::vector<saccade::ImageView>& images) override;
    [[nodiscard]] saccade::Result<saccade::HeatMap> explain(saccade::ImageView image, int classIndex,
                                                            saccade::HeatMapMethod method) override;

private:
    const saccade::PortableModel& m_model;
};

/// Twelve JPEG files of five classes, with lines that a resize without antialiasing steps over.
[[nodiscard]] std::vector<saccade::CheckImage> photographs();
