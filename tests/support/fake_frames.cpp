#include "tests/support/fake_frames.h"

using namespace saccade;

class FakeFrameOpener::Source final : public FrameSource
{
public:
    explicit Source(const FakeFrameOpener& opener) : m_opener(opener) {}

    [[nodiscard]] FrameFacts facts() const override { return {6, 4, 100, 1}; }
    [[nodiscard]] Result<std::optional<Frame>> next(const std::stop_token& stop) override
    {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        ++m_opener.m_asked;
        return m_opener.m_script(m_number++, stop);
    }

private:
    const FakeFrameOpener& m_opener;
    int m_number = 0;
};

Result<std::unique_ptr<FrameSource>> FakeFrameOpener::openCamera(const std::filesystem::path& device) const
{
    const std::string name = device.filename().string();
    if (name.starts_with("missing") || name.starts_with("busy")) {
        return Error{name.starts_with("busy") ? ErrorCode::CameraBusy : ErrorCode::CameraMissing, {}, device};
    }
    ++m_openings;
    return std::unique_ptr<FrameSource>(std::make_unique<Source>(*this));
}

Result<std::unique_ptr<FrameSource>> FakeFrameOpener::openVideo(const std::filesystem::path& file) const
{
    if (file.filename().string().starts_with("missing")) {
        return Error{ErrorCode::NotAVideo, {}, file};
    }
    ++m_openings;
    return std::unique_ptr<FrameSource>(std::make_unique<Source>(*this));
}

FrameScript FakeFrameOpener::countingFrames(int count)
{
    return [count](int number, const std::stop_token&) -> Result<std::optional<Frame>> {
        return number < count ? std::optional(frame(number)) : std::nullopt;
    };
}

Frame FakeFrameOpener::frame(int number)
{
    constexpr ImageSize kSize{4, 6, 3};
    return {{kSize, std::vector<std::uint8_t>(kSize.bytes(), static_cast<std::uint8_t>(number))}, number / 100.0, 0.5};
}
