#include <cstdio>
#include <cstring>

#include "engine/decode/archive_source.h"
#include "engine/decode/cifar_archive.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kChecksumAt = 148;
constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kMagicAt = 257;

// POSIX.1-2017, pax: the sum of all bytes of the header with the sum's own place blank, in octal.
void putChecksum(std::span<std::uint8_t> header)
{
    std::fill_n(header.begin() + kChecksumAt, kChecksumBytes, std::uint8_t{' '});
    unsigned sum = 0;
    for (const std::uint8_t byte : header) {
        sum += byte;
    }
    char text[kChecksumBytes] = {};
    std::snprintf(text, sizeof text, "%06o", sum);
    std::memcpy(header.data() + kChecksumAt, text, sizeof text);
}

void putChecksums(FuzzBytes& bytes)
{
    for (std::size_t at = 0; at + kBlock <= bytes.size(); at += kBlock) {
        if (std::memcmp(bytes.data() + at + kMagicAt, "ustar", 5) == 0) {
            putChecksum(std::span(bytes).subspan(at, kBlock));
        }
    }
}

// The size is text, octal, so that a seed may lie about it.
std::string entry(const std::string& name, char type, const std::string& content, const std::string& size)
{
    std::string header(kBlock, '\0');
    header.replace(0, name.size(), name);
    header.replace(100, 7, "0000644");
    header.replace(124, size.size(), size);
    header.replace(136, 11, "00000000000");
    header[156] = type;
    if (type == '1' || type == '2') {
        header[157] = 'x'; // what a link leads to
    }
    header.replace(kMagicAt, 8, "ustar\00000"s);
    return header + content + std::string((kBlock - content.size() % kBlock) % kBlock, '\0');
}

std::string file(const std::string& name, const std::string& content)
{
    char size[12] = {};
    std::snprintf(size, sizeof size, "%011zo", content.size());
    return entry(name, '0', content, size);
}

std::string special(const std::string& name, char type)
{
    return entry(name, type, "", "00000000000");
}

FuzzSeed seed(const char* name, const std::string& entries, const char* fault)
{
    FuzzBytes bytes = fuzzBytes(entries + std::string(2 * kBlock, '\0'));
    putChecksums(bytes);
    return {name, std::move(bytes), fault};
}

Result<void> readImages(const std::filesystem::path& path)
{
    const Result<std::unique_ptr<ArchiveSource>> source = ArchiveSource::open(path);
    if (!source) {
        return source.error();
    }
    std::vector<std::string> names;
    const Result<void> read = (*source)->read([&names](const EncodedFile& image) {
        EntryPaths paths;
        const Result<std::string> again = paths.accept(image.name, true);
        fuzzRequire(again && *again == image.name, "the name of an image is clean");
        names.push_back(image.name);
        return true;
    });
    if (!read) {
        return read;
    }
    if (const std::vector<Error> problems = (*source)->problems(); !problems.empty()) {
        return problems.front();
    }
    const Result<SourceLayout> layout = (*source)->layOut(names);
    fuzzRequire(!layout || layout->placements.size() == names.size(), "every image has its place");
    return layout ? Result<void>() : layout.error();
}

Result<void> readCifar(const std::filesystem::path& path, bool& isCifar)
{
    const Result<std::unique_ptr<RawSource>> source = openCifarArchive(path);
    isCifar = source && *source;
    if (!isCifar) {
        return source ? Result<void>() : source.error();
    }
    const Result<void> read = (*source)->read([](const RawImage&) { return true; });
    const Result<RawLayout> layout = (*source)->layout();
    return read && !layout ? layout.error() : read;
}

} // namespace

Result<void> runArchive(FuzzInput input)
{
    FuzzBytes bytes(input.begin(), input.end());
    putChecksums(bytes);
    const MemoryFile memory(bytes);
    bool isCifar = false;
    const Result<void> cifar = readCifar(memory.path(), isCifar);
    const Result<void> images = readImages(memory.path());
    return isCifar ? cifar : images;
}

std::vector<FuzzSeed> archiveSeeds()
{
    const std::string cat = file("set/cat/1.png", "c");
    const std::string dog = file("set/dog/1.png", "d");
    FuzzSeed noEnd = seed("no-end", cat + dog, "no end mark");
    noEnd.bytes.resize(noEnd.bytes.size() - 2 * kBlock);
    return {
        seed("images", special("set/", '5') + cat + dog, ""),
        seed("cifar", file("cifar/test_batch.bin", std::string(3073, '\1')), ""),
        seed("cifar-half", file("cifar/test_batch.bin", std::string(300, '\1')), "no whole number of records"),
        seed("cifar-twice",
             file("a/test_batch.bin", std::string(3073, '\1')) + file("b/test_batch.bin", std::string(3073, '\1')),
             "is there twice"),
        seed("one-class", cat, "cat"),
        seed("no-image", special("set/", '5'), "data_set_empty"),
        seed("leads-out", cat + dog + file("../x.png", "x"), "leads out"),
        seed("absolute", cat + dog + file("/x.png", "x"), "an absolute path"),
        seed("twice", cat + cat, "a name met before"),
        seed("link", cat + dog + special("set/cat/2.png", '2'), "a link"),
        seed("hard-link", cat + dog + special("set/cat/2.png", '1'), "a link"),
        seed("pipe", cat + dog + special("set/cat/2.png", '6'), "neither a file nor a folder"),
        seed("cut", entry("set/cat/1.png", '0', "c", "00000010000"), "Truncated"),
        seed("bomb", entry("set/cat/1.png", '0', "c", "77777777777"), "200 times"),
        std::move(noEnd),
        {"no-archive", fuzzBytes("a letter"), "Unrecognized"},
    };
}
