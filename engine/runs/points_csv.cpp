#include "engine/runs/points_csv.h"

#include <array>
#include <charconv>

namespace saccade {

namespace {

constexpr std::string_view kHeader = "kind,step,epoch,loss,accuracy,learning_rate,seconds,validation_loss,"
                                     "validation_accuracy,images_per_second,wait_share,best,validate_share";
constexpr std::string_view kFirstHeader = "kind,step,epoch,loss,accuracy,learning_rate,seconds,validation_loss,"
                                          "validation_accuracy,images_per_second,wait_share,best";
constexpr std::size_t kFirstColumns = 12; // of files before validate_share was there
constexpr std::size_t kColumns = 13;
constexpr std::string_view kBatch = "batch";
constexpr std::string_view kEpoch = "epoch";

using Cells = std::array<std::string_view, kColumns>;

void addNumber(std::string& line, double value)
{
    char buffer[32];
    line += ',';
    line.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void addOptional(std::string& line, const std::optional<double>& value)
{
    if (value) {
        addNumber(line, *value);
    } else {
        line += ',';
    }
}

template <typename Number>
bool readNumber(std::string_view cell, Number& value)
{
    const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == cell.data() + cell.size();
}

bool readOptional(std::string_view cell, std::optional<double>& value)
{
    double number = 0;
    if (cell.empty()) {
        return true;
    }
    const bool good = readNumber(cell, number);
    value = number;
    return good;
}

bool splitLine(std::string_view line, std::size_t columns, Cells& cells)
{
    for (std::size_t i = 0; i < columns; ++i) {
        const std::size_t comma = line.find(',');
        if ((comma == std::string_view::npos) != (i + 1 == columns)) {
            return false;
        }
        cells[i] = line.substr(0, comma);
        line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
    }
    return true;
}

bool readBatch(const Cells& cells, RunPoints& points)
{
    BatchPoint point;
    const bool good = readNumber(cells[1], point.step) && readNumber(cells[2], point.epoch) &&
                      readNumber(cells[3], point.loss) && readNumber(cells[4], point.accuracy) &&
                      readNumber(cells[5], point.learningRate) && readNumber(cells[6], point.seconds);
    if (good) {
        points.batches.push_back(point);
    }
    return good;
}

bool readEpoch(const Cells& cells, RunPoints& points)
{
    EpochPoint point;
    int best = 0;
    double waiting = 0;
    std::optional<double> validating;
    const bool good = readNumber(cells[1], point.step) && readNumber(cells[2], point.epoch) &&
                      readNumber(cells[3], point.trainLoss) && readNumber(cells[4], point.trainAccuracy) &&
                      readNumber(cells[5], point.learningRate) && readNumber(cells[6], point.seconds) &&
                      readOptional(cells[7], point.validationLoss) &&
                      readOptional(cells[8], point.validationAccuracy) && readNumber(cells[9], point.imagesPerSecond) &&
                      readNumber(cells[10], waiting) && readNumber(cells[11], best) && (best == 0 || best == 1) &&
                      readOptional(cells[12], validating);
    point.isBest = best == 1;
    if (validating) {
        point.shares = {1 - waiting - *validating, waiting, *validating};
    }
    if (good) {
        points.epochs.push_back(point);
    }
    return good;
}

bool readLine(std::string_view line, std::size_t columns, RunPoints& points)
{
    Cells cells;
    if (!splitLine(line, columns, cells)) {
        return false;
    }
    return (cells[0] == kBatch && readBatch(cells, points)) || (cells[0] == kEpoch && readEpoch(cells, points));
}

} // namespace

std::string pointsHeader()
{
    return std::string(kHeader) + "\n";
}

std::string pointLine(const BatchPoint& point)
{
    std::string line(kBatch);
    line.append(",").append(std::to_string(point.step));
    for (const double value : {point.epoch, point.loss, point.accuracy, point.learningRate, point.seconds}) {
        addNumber(line, value);
    }
    return line + ",,,,,,\n";
}

std::string pointLine(const EpochPoint& point)
{
    std::string line(kEpoch);
    line.append(",").append(std::to_string(point.step));
    for (const double value : {point.epoch, point.trainLoss, point.trainAccuracy, point.learningRate, point.seconds}) {
        addNumber(line, value);
    }
    addOptional(line, point.validationLoss);
    addOptional(line, point.validationAccuracy);
    addNumber(line, point.imagesPerSecond);
    addNumber(line, point.shares.waiting);
    line += point.isBest ? ",1" : ",0";
    addNumber(line, point.shares.validating);
    return line + '\n';
}

Result<RunPoints> readPoints(std::string_view csv)
{
    RunPoints points;
    bool isHeader = true;
    std::size_t columns = kColumns;
    // What follows the last newline is a line that was being written when the program ended.
    for (std::size_t end = csv.find('\n'); end != std::string_view::npos; end = csv.find('\n')) {
        const std::string_view line = csv.substr(0, end);
        csv.remove_prefix(end + 1);
        if (isHeader && line == kFirstHeader) {
            columns = kFirstColumns;
        } else if (isHeader && line != kHeader) {
            return Error{ErrorCode::FormatInvalid, "other columns than " + std::string(kHeader), {}};
        }
        if (!isHeader && !readLine(line, columns, points)) {
            ++points.damagedLines;
        }
        isHeader = false;
    }
    return points;
}

} // namespace saccade
