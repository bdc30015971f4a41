#include "engine/decode/jpeg_decoder.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <jpeglib.h>

namespace saccade {

namespace {

// A progressive file may hold any number of scans, each costing a pass over the whole image.
constexpr int kMaxScans = 200;
constexpr JDIMENSION kRowsAtOnce = 16;

} // namespace

struct JpegDecoder::State
{
    State();
    ~State() { jpeg_destroy_decompress(&info); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // The library must not return from an error: the way out is a jump, over its own frames only. Steps therefore
    // hold nothing that needs a destructor.
    template <typename Step>
    bool guarded(Step step)
    {
        if (setjmp(escape) != 0) {
            return false;
        }
        step();
        return true;
    }

    bool start(Bytes bytes);
    bool readRows(std::uint8_t* pixels);
    bool readCmykRows(std::uint8_t* pixels);
    [[nodiscard]] Error failure(const std::filesystem::path& name) const;

    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    std::array<char, JMSG_LENGTH_MAX> message{};
    std::vector<JSAMPLE> cmyk; // rows before they become RGB
};

JpegDecoder::State::State()
{
    info.err = jpeg_std_error(&errors);
    info.client_data = this;
    errors.error_exit = [](j_common_ptr common) {
        auto& state = *static_cast<JpegDecoder::State*>(common->client_data);
        common->err->format_message(common, state.message.data());
        std::longjmp(state.escape, 1);
    };
    errors.emit_message = [](j_common_ptr common, int level) {
        if (level < 0 && common->err->num_warnings++ == 0) {
            common->err->format_message(common, static_cast<JpegDecoder::State*>(common->client_data)->message.data());
        }
    };
    errors.output_message = [](j_common_ptr) {};
    progress.progress_monitor = [](j_common_ptr common) {
        auto& state = *static_cast<JpegDecoder::State*>(common->client_data);
        if (state.info.input_scan_number > kMaxScans) {
            std::snprintf(state.message.data(), state.message.size(), "more than %d scans", kMaxScans);
            std::longjmp(state.escape, 1);
        }
    };
    jpeg_create_decompress(&info);
    info.progress = &progress;
}

bool JpegDecoder::State::start(Bytes bytes)
{
    message.front() = '\0';
    return guarded([&] {
        jpeg_mem_src(&info, bytes.data(), bytes.size());
        jpeg_read_header(&info, TRUE);
        const bool isCmyk = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
        const bool isGrey = info.jpeg_color_space == JCS_GRAYSCALE;
        info.out_color_space = isCmyk ? JCS_CMYK : (isGrey ? JCS_GRAYSCALE : JCS_RGB);
        info.dct_method = JDCT_ISLOW;
        jpeg_start_decompress(&info);
    });
}

bool JpegDecoder::State::readRows(std::uint8_t* pixels)
{
    return guarded([&] {
        const std::size_t stride = std::size_t{info.output_width} * static_cast<std::size_t>(info.output_components);
        while (info.output_scanline < info.output_height) {
            JSAMPROW rows[kRowsAtOnce];
            const JDIMENSION count = std::min(kRowsAtOnce, info.output_height - info.output_scanline);
            for (JDIMENSION i = 0; i < count; ++i) {
                rows[i] = pixels + stride * (info.output_scanline + i);
            }
            jpeg_read_scanlines(&info, rows, count);
        }
        jpeg_finish_decompress(&info);
    });
}

bool JpegDecoder::State::readCmykRows(std::uint8_t* pixels)
{
    cmyk.resize(std::size_t{info.output_width} * 4);
    JSAMPROW row = cmyk.data();
    // Adobe's programs store the inks inverted, and say that they wrote the file.
    const unsigned inverted = info.saw_Adobe_marker != 0 ? 0 : 255;
    return guarded([&] {
        while (info.output_scanline < info.output_height) {
            JSAMPROW rows[1] = {row};
            std::uint8_t* out = pixels + std::size_t{info.output_width} * 3 * info.output_scanline;
            jpeg_read_scanlines(&info, rows, 1);
            for (JDIMENSION x = 0; x < info.output_width; ++x) {
                const unsigned black = row[4 * x + 3] ^ inverted;
                for (JDIMENSION c = 0; c < 3; ++c) {
                    out[3 * x + c] = static_cast<std::uint8_t>(((row[4 * x + c] ^ inverted) * black + 127) / 255);
                }
            }
        }
        jpeg_finish_decompress(&info);
    });
}

Error JpegDecoder::State::failure(const std::filesystem::path& name) const
{
    return {ErrorCode::ImageDamaged, message.data(), name};
}

JpegDecoder::JpegDecoder() : m_state(std::make_unique<State>()) {}
JpegDecoder::~JpegDecoder() = default;

Result<Image> JpegDecoder::decode(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name)
{
    Image image;
    jpeg_decompress_struct& info = m_state->info;
    bool complete = m_state->start(bytes);
    // A second frame header could ask for more than the one that was checked.
    if (complete && info.output_width == header.width && info.output_height == header.height) {
        const bool isCmyk = info.out_color_space == JCS_CMYK;
        image.size = {static_cast<int>(header.height), static_cast<int>(header.width),
                      info.out_color_space == JCS_GRAYSCALE ? 1 : 3};
        image.pixels = std::exchange(m_spare, {});
        image.pixels.resize(image.size.bytes());
        complete = isCmyk ? m_state->readCmykRows(image.pixels.data()) : m_state->readRows(image.pixels.data());
    } else {
        complete = false;
    }
    const bool isSound = complete && info.err->num_warnings == 0;
    jpeg_abort_decompress(&info);
    return isSound ? Result<Image>(std::move(image)) : m_state->failure(name);
}

} // namespace saccade
