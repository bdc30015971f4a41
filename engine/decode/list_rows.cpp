#include "engine/decode/list_rows.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/utf8.h"
#include "engine/decode/csv_records.h"
#include "engine/decode/entry_path.h"
#include "engine/decode/folder_layout.h"

namespace saccade {

namespace {

constexpr std::size_t kMaxNameBytes = 255;
constexpr std::size_t kMaxRows = 20'000'000;
constexpr int kNone = -1;

/// Which field of a record is what.
struct Columns
{
    int path = 0;
    int label = 1;
    int split = kNone;
    int group = kNone;
    std::size_t count = 0;
    bool isHeader = false; ///< the first record names them
};

Error inLine(std::size_t line, const std::string& what)
{
    return {ErrorCode::FormatInvalid, "line " + std::to_string(line) + ": " + what, {}};
}

std::string trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string()
                                           : std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

// The first column with one of the names.
template <std::size_t count>
int columnNamed(const std::vector<std::string>& header, const std::array<std::string_view, count>& names)
{
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (std::find(names.begin(), names.end(), header[i]) != names.end()) {
            return static_cast<int>(i);
        }
    }
    return kNone;
}

Result<Columns> findColumns(const CsvRecord& first)
{
    constexpr std::array<std::string_view, 8> kPath{"path",  "file",       "filename", "file_name",
                                                    "image", "image_path", "filepath", "file_path"};
    constexpr std::array<std::string_view, 5> kLabel{"label", "class", "category", "class_name", "target"};
    constexpr std::array<std::string_view, 4> kSplit{"split", "part", "subset", "set"};
    constexpr std::array<std::string_view, 2> kGroup{"group", "group_id"};
    std::vector<std::string> header;
    std::transform(first.fields.begin(), first.fields.end(), std::back_inserter(header),
                   [](const std::string& field) { return lowerCase(trimmed(field)); });
    Columns columns;
    columns.count = header.size();
    if (columns.count < 2) {
        return inLine(first.line, "one column, but path and label are needed");
    }
    if (columnNamed(header, kPath) != kNone) {
        columns = {columnNamed(header, kPath),
                   columnNamed(header, kLabel),
                   columnNamed(header, kSplit),
                   columnNamed(header, kGroup),
                   header.size(),
                   true};
        return columns.label == kNone ? Result<Columns>(inLine(first.line, "no column is called label")) : columns;
    }
    if (columns.count > 4) {
        return inLine(first.line, std::to_string(columns.count) + " columns without a header");
    }
    columns.split = columns.count > 2 ? 2 : kNone;
    columns.group = columns.count > 3 ? 3 : kNone;
    return columns;
}

bool isBadName(std::string_view name)
{
    return name.size() > kMaxNameBytes || std::any_of(name.begin(), name.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

class RowReader final
{
public:
    explicit RowReader(const Columns& columns) : m_columns(columns) {}

    Result<void> add(const CsvRecord& record);
    [[nodiscard]] ListRows take() { return std::move(m_read); }

private:
    [[nodiscard]] std::string field(const CsvRecord& record, int column) const
    {
        return column == kNone ? std::string() : trimmed(record.fields[static_cast<std::size_t>(column)]);
    }
    [[nodiscard]] Result<void> check(ListRow& row);
    Result<void> keepGroupsTogether(const ListRow& row, std::size_t line);

    const Columns m_columns;
    EntryPaths m_paths;
    std::unordered_set<std::string> m_met;
    std::unordered_map<std::string, Part> m_partOfGroup;
    ListRows m_read;
};

Result<void> RowReader::add(const CsvRecord& record)
{
    if (record.fields.size() != m_columns.count) {
        return inLine(record.line,
                      std::to_string(record.fields.size()) + " fields instead of " + std::to_string(m_columns.count));
    }
    ListRow row{field(record, m_columns.path), field(record, m_columns.label), {}, field(record, m_columns.group)};
    if (const std::string split = field(record, m_columns.split); !split.empty()) {
        row.part = partNamed(split);
        if (!row.part) {
            return inLine(record.line,
                          "the split \"" + split.substr(0, kMaxNameBytes) + "\" is none of train, val and test");
        }
    }
    if (const Result<void> good = check(row); !good) {
        m_read.problems.push_back({ErrorCode::FormatInvalid,
                                   "line " + std::to_string(record.line) + ": " + good.error().detail,
                                   good.error().path});
        return {};
    }
    if (const Result<void> together = keepGroupsTogether(row, record.line); !together) {
        return together;
    }
    m_read.rows.push_back(std::move(row));
    return m_read.rows.size() <= kMaxRows ? Result<void>() : inLine(record.line, "more than 20 million rows");
}

// The path becomes a clean one.
Result<void> RowReader::check(ListRow& row)
{
    const Result<std::string> clean = m_paths.accept(row.path, false);
    if (!clean) {
        return Error{ErrorCode::FormatInvalid, row.path.empty() ? "no path" : clean.error().detail, clean.error().path};
    }
    row.path = *clean;
    const char* fault = nullptr;
    if (row.path.empty()) {
        fault = "no path";
    } else if (row.label.empty()) {
        fault = "no label";
    } else if (isBadName(row.label) || isBadName(row.group)) {
        fault = "a label or group over 255 bytes or with a control character";
    } else if (!m_met.insert(row.path).second) {
        fault = "an image met before";
    }
    return fault == nullptr ? Result<void>() : Error{ErrorCode::FormatInvalid, fault, row.path};
}

Result<void> RowReader::keepGroupsTogether(const ListRow& row, std::size_t line)
{
    if (row.group.empty()) {
        return {};
    }
    // Without a part it is one of those for training, of which only whole groups are drawn.
    const Part part = row.part.value_or(Part::Training);
    const auto [known, isNew] = m_partOfGroup.emplace(row.group, part);
    return isNew || known->second == part ? Result<void>()
                                          : inLine(line, "the group \"" + row.group + "\" is in two parts");
}

Result<void> checkText(std::string_view text)
{
    std::size_t line = 1;
    for (std::string_view left = text; !left.empty();) {
        const std::size_t length = utf8Length(left);
        if (length == 0) {
            return inLine(line, "not UTF-8");
        }
        line += left.front() == '\n' ? 1 : 0;
        left.remove_prefix(length);
    }
    return {};
}

} // namespace

Result<ListRows> readListRows(std::string_view text)
{
    if (const Result<void> sound = checkText(text); !sound) {
        return sound.error();
    }
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    CsvRecords records(text, findDelimiter(text));
    std::optional<RowReader> reader;
    for (;;) {
        const Result<std::optional<CsvRecord>> record = records.next();
        if (!record) {
            return record.error();
        }
        if (!*record) {
            break;
        }
        if (!reader) {
            const Result<Columns> columns = findColumns(**record);
            if (!columns) {
                return columns.error();
            }
            reader.emplace(*columns);
            if (columns->isHeader) {
                continue;
            }
        }
        if (const Result<void> added = reader->add(**record); !added) {
            return added.error();
        }
    }
    return reader ? reader->take() : ListRows();
}

} // namespace saccade
