#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Pieces of pickles, put together by tests.
namespace pickled {

[[nodiscard]] std::string joined(const std::vector<std::string>& pieces);
[[nodiscard]] std::string text(const std::string& text);
[[nodiscard]] std::string number(std::int32_t value);
/// A tuple of what the pieces make.
[[nodiscard]] std::string tuple(const std::vector<std::string>& items);
/// The storage of that key and type, e.g. "FloatStorage".
[[nodiscard]] std::string storage(const std::string& type, const std::string& key, std::int32_t count);
/// _rebuild_tensor_v2 of that storage.
[[nodiscard]] std::string tensor(const std::string& storage, std::int32_t offset,
                                 const std::vector<std::int32_t>& sizes, const std::vector<std::int32_t>& strides);
/// A dictionary of names and what the pieces make.
[[nodiscard]] std::string dict(const std::vector<std::pair<std::string, std::string>>& items);
/// With its beginning and its end.
[[nodiscard]] std::string whole(const std::string& body);
/// A zip as torch.save makes it: the pickle, and so many zero bytes for storages "0", "1", ...
[[nodiscard]] std::vector<std::uint8_t> torchZip(const std::string& pickle, const std::vector<std::size_t>& storages);

[[nodiscard]] std::vector<std::uint8_t> bytes(const std::string& text);

} // namespace pickled
