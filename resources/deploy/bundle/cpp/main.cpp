// Classifies image files with model.onnx through OpenCV DNN: one line of JSON for each.
//     classify MODEL.onnx IMAGE...
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <numeric>

#include <opencv2/dnn.hpp>

#include "model_contract.hpp"
#include "preprocess.hpp"

namespace {

std::vector<std::uint8_t> readFile(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error("cannot be opened");
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            (out += '\\') += c;
        } else if (byte < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            out += escape;
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::vector<float> ask(cv::dnn::Net& network, const std::string& path)
{
    network.setInput(deploy::networkInput(readFile(path), model::contract()));
    const cv::Mat output = network.forward();
    return {output.ptr<float>(), output.ptr<float>() + output.total()};
}

void tell(const std::string& path, const std::vector<float>& row)
{
    const std::vector<std::string>& names = model::classNames();
    std::vector<std::size_t> order(row.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&row](std::size_t a, std::size_t b) { return row[a] > row[b]; });
    const float best = row[order[0]];
    std::printf("{\"path\": %s, \"label\": %s, \"probability\": %.9g, \"isUnknown\": %s, \"top\": [",
                quoted(path).c_str(), quoted(names[order[0]]).c_str(), best,
                best < model::kRejectThreshold ? "true" : "false");
    for (std::size_t i = 0; i < order.size() && i < 5; ++i) {
        std::printf("%s{\"label\": %s, \"probability\": %.9g}", i > 0 ? ", " : "", quoted(names[order[i]]).c_str(),
                    row[order[i]]);
    }
    std::printf("]}\n");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "classify MODEL.onnx IMAGE...\n");
        return 2;
    }
    int status = 0;
    try {
        cv::dnn::Net network = cv::dnn::readNetFromONNX(argv[1]);
        for (int i = 2; i < argc; ++i) {
            try {
                tell(argv[i], ask(network, argv[i]));
            } catch (const std::exception& fault) {
                std::printf("{\"path\": %s, \"error\": %s}\n", quoted(argv[i]).c_str(), quoted(fault.what()).c_str());
                status = 1;
            }
        }
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s: %s\n", argv[1], fault.what());
        return 1;
    }
    return status;
}
