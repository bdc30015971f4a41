#include "engine/session/file_classifier.h"

#include <chrono>
#include <thread>

#include "engine/base/bounded_queue.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;
using DecodedQueue = BoundedQueue<Result<Image>>;

/// Large photographs come slowly: answers shall not wait for a full batch of them.
constexpr std::chrono::milliseconds kBatchTime{200};

Result<Image> decode(const FileClassifier& how, const std::filesystem::path& file)
{
    try {
        Result<ReadImage> image = how.reader->read(file, how.rule);
        return image ? Result<Image>(std::move(image->input)) : Result<Image>(image.error());
    } catch (...) {
        return currentExceptionAsError();
    }
}

void decodeAll(const std::vector<std::filesystem::path>& files, const FileClassifier& how, DecodedQueue& queue)
{
    for (const std::filesystem::path& file : files) {
        if (!queue.push(decode(how, file))) {
            return;
        }
    }
    queue.close();
}

std::vector<Result<Image>> takeBatch(DecodedQueue& queue)
{
    std::vector<Result<Image>> batch;
    const Clock::time_point end = Clock::now() + kBatchTime;
    while (batch.size() < kFileBatch && (batch.empty() || Clock::now() < end)) {
        std::optional<Result<Image>> image = queue.pop();
        if (!image) {
            break;
        }
        batch.push_back(std::move(*image));
    }
    return batch;
}

/// The network's probabilities for all images of the batch that there are, one after the other.
Result<std::vector<float>> ask(const std::vector<Result<Image>>& batch, const FileClassifier& how)
{
    std::vector<ImageView> views;
    for (const Result<Image>& image : batch) {
        if (image) {
            views.push_back(viewOf(*image));
        }
    }
    if (views.empty()) {
        return std::vector<float>();
    }
    Result<std::vector<float>> answers = how.predictor->predict(views);
    if (answers && answers->size() != views.size() * how.classes) {
        return Error{ErrorCode::Internal, "the network gave another number of answers", {}};
    }
    return answers;
}

void tellBatch(std::span<const std::filesystem::path> files, const std::vector<Result<Image>>& batch,
               const FileClassifier& how, const FileAnswer& tell)
{
    const Result<std::vector<float>> answers = ask(batch, how);
    auto next = answers ? answers->begin() : std::vector<float>::const_iterator();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!batch[i]) {
            tell(files[i], batch[i].error());
        } else if (!answers) {
            tell(files[i], Error{answers.error().code, answers.error().detail, files[i]});
        } else {
            const auto end = next + static_cast<std::ptrdiff_t>(how.classes);
            tell(files[i], std::vector<float>(next, end));
            next = end;
        }
    }
}

} // namespace

Result<void> classifyFiles(const std::vector<std::filesystem::path>& files, const FileClassifier& how,
                           const std::stop_token& stop, const FileAnswer& tell)
{
    DecodedQueue queue(2 * kFileBatch);
    const std::stop_callback closing(stop, [&queue] { queue.close(); });
    const std::jthread decoder([&] { decodeAll(files, how, queue); });
    struct Closing // also when tell throws: the decoder must not wait for room for ever
    {
        DecodedQueue& queue;
        ~Closing() { queue.close(); }
    } const atEnd{queue};
    std::size_t done = 0;
    while (done < files.size() && !stop.stop_requested()) {
        const std::vector<Result<Image>> batch = takeBatch(queue);
        if (batch.empty()) {
            break;
        }
        tellBatch(std::span(files).subspan(done), batch, how, tell);
        done += batch.size();
    }
    return done == files.size() ? Result<void>() : Result<void>(Error{ErrorCode::Cancelled, {}, {}});
}

} // namespace saccade
