#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "engine/training/image_reader.h"

/// The reader under test.
[[nodiscard]] saccade::Result<saccade::DataSet>
openSource(const std::filesystem::path& source, int side = 0, const std::filesystem::path& cache = {},
           std::stop_token stop = {}, const std::function<void(const saccade::OpenProgress&)>& progress = {},
           saccade::ResizeMode resize = saccade::ResizeMode::Squash);

/// A gradient as PNG.
void writePng(const std::filesystem::path& file, saccade::ImageSize size, int seed = 0);
/// Two classes, ant and bee, with three images each: ant/0.png, bee/1.png, ant/2.png ...
void writeSmallSet(const std::filesystem::path& folder, saccade::ImageSize size = {20, 20, 3});

/// The code of the first problem whose path has the ending, or "".
[[nodiscard]] std::string problemOf(const saccade::DataSet& set, const std::string& ending);
/// The error's code, or "opened".
[[nodiscard]] std::string codeOf(const saccade::Result<saccade::DataSet>& result);

[[nodiscard]] bool haveEqualPixels(const saccade::ImageStore& a, const saccade::ImageStore& b);
/// Everything that can be seen of them is equal.
[[nodiscard]] bool isSame(const saccade::DataSet& a, const saccade::DataSet& b);
/// Files and folders, 0 when there is no such folder.
[[nodiscard]] std::size_t entriesBelow(const std::filesystem::path& folder);
