#include "tests/formats/pickle_bytes.h"

#include "engine/formats/stored_zip.h"

using namespace std::string_literals;

namespace pickled {

namespace {

std::string little32(std::uint32_t value)
{
    std::string text;
    for (int shift = 0; shift < 32; shift += 8) {
        text.push_back(static_cast<char>(value >> shift));
    }
    return text;
}

std::string numbers(const std::vector<std::int32_t>& values)
{
    std::vector<std::string> items;
    for (const std::int32_t value : values) {
        items.push_back(number(value));
    }
    return tuple(items);
}

} // namespace

std::string joined(const std::vector<std::string>& pieces)
{
    std::string whole;
    for (const std::string& piece : pieces) {
        whole.append(piece);
    }
    return whole;
}

std::string text(const std::string& text)
{
    return std::string("X").append(little32(static_cast<std::uint32_t>(text.size()))).append(text);
}

std::string number(std::int32_t value)
{
    return std::string("J").append(little32(static_cast<std::uint32_t>(value)));
}

std::string tuple(const std::vector<std::string>& items)
{
    std::string text = "(";
    for (const std::string& item : items) {
        text.append(item);
    }
    return text.append("t");
}

std::string storage(const std::string& type, const std::string& key, std::int32_t count)
{
    const std::string global = std::string("ctorch\n").append(type).append("\n");
    return tuple({text("storage"), global, text(key), text("cpu"), number(count)}).append("Q");
}

std::string tensor(const std::string& storage, std::int32_t offset, const std::vector<std::int32_t>& sizes,
                   const std::vector<std::int32_t>& strides)
{
    return std::string("ctorch._utils\n_rebuild_tensor_v2\n")
        .append(tuple({storage, number(offset), numbers(sizes), numbers(strides), "\x89", "}"}))
        .append("R");
}

std::string dict(const std::vector<std::pair<std::string, std::string>>& items)
{
    std::string body = "}(";
    for (const auto& [name, value] : items) {
        body.append(text(name)).append(value);
    }
    return body.append("u");
}

std::string whole(const std::string& body)
{
    return "\x80\x02"s.append(body).append(".");
}

std::vector<std::uint8_t> torchZip(const std::string& pickle, const std::vector<std::size_t>& storages)
{
    const std::vector<std::uint8_t> object = bytes(pickle);
    std::vector<std::vector<std::uint8_t>> zeros;
    for (const std::size_t size : storages) {
        zeros.emplace_back(size);
    }
    std::vector<saccade::ZipEntry> entries{{"archive/data.pkl", object}};
    for (std::size_t i = 0; i < zeros.size(); ++i) {
        entries.push_back({std::string("archive/data/").append(std::to_string(i)), zeros[i]});
    }
    return *saccade::encodeStoredZip(entries);
}

std::vector<std::uint8_t> bytes(const std::string& text)
{
    return {text.begin(), text.end()};
}

} // namespace pickled
