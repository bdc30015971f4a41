#include "engine/parity/opencv_network.h"

#include <chrono>
#include <new>
#include <string>

#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include "resources/deploy/cpp/preprocess.hpp"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Error runtimeError(const std::exception& exception)
{
    return {ErrorCode::ExportUnsupported, std::string("OpenCV DNN: ") + exception.what(), {}};
}

class OpenCvNetwork final : public ExportedNetwork
{
public:
    OpenCvNetwork(cv::dnn::Net network, deploy::InputContract contract)
        : m_network(std::move(network)), m_contract(std::move(contract))
    {}

    [[nodiscard]] Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        const Clock::time_point start = Clock::now();
        cv::Mat input;
        try {
            input = deploy::networkInput({imageFile.begin(), imageFile.end()}, m_contract);
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, "", {}};
        } catch (const std::exception& exception) {
            return Error{ErrorCode::ImageDamaged, exception.what(), {}};
        }
        Answer answer;
        answer.preprocessMs = millisecondsSince(start);
        answer.input.assign(input.ptr<float>(), input.ptr<float>() + input.total());
        return run(input, std::move(answer));
    }

private:
    Result<Answer> run(const cv::Mat& input, Answer answer)
    {
        const Clock::time_point start = Clock::now();
        try {
            m_network.setInput(input);
            const cv::Mat output = m_network.forward();
            const auto* values = output.ptr<float>();
            answer.probabilities.assign(values, values + output.total());
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, "", {}};
        } catch (const std::exception& exception) {
            return runtimeError(exception);
        }
        answer.networkMs = millisecondsSince(start);
        return answer;
    }

    cv::dnn::Net m_network;
    deploy::InputContract m_contract;
};

} // namespace

Result<std::unique_ptr<ExportedNetwork>> OpenCvNetworkOpener::open(std::span<const std::uint8_t> onnx,
                                                                   const ResizeRule& rule) const
{
    // One thread: what it takes is told beside what the program's own network takes.
    static const bool isQuiet = [] {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        cv::setNumThreads(1);
        return true;
    }();
    (void)isQuiet;
    try {
        cv::dnn::Net network = cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(onnx.data()), onnx.size());
        if (network.empty()) {
            return Error{ErrorCode::ExportUnsupported, "OpenCV DNN: an empty network", {}};
        }
        network.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        deploy::InputContract contract{rule.size.height, rule.size.width, rule.size.channels,
                                       resizeModeName(rule.mode)};
        return std::unique_ptr<ExportedNetwork>(
            std::make_unique<OpenCvNetwork>(std::move(network), std::move(contract)));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", {}};
    } catch (const std::exception& exception) {
        return runtimeError(exception);
    }
}

} // namespace saccade

const saccade::ExportedNetworkOpener* saccadeExportedNetworkOpener()
{
    static const saccade::OpenCvNetworkOpener opener;
    return &opener;
}
