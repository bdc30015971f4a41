#include "engine/formats/pickle_opcodes.h"

#include <array>
#include <string_view>

namespace saccade {

namespace {

struct NamedOpcode
{
    std::uint8_t code;
    std::string_view name;
};

constexpr std::array<NamedOpcode, 36> kOthers{{
    {0x30, "POP"},
    {0x31, "POP_MARK"},
    {0x32, "DUP"},
    {0x42, "BINBYTES"},
    {0x43, "SHORT_BINBYTES"},
    {0x46, "FLOAT"},
    {0x49, "INT"},
    {0x4c, "LONG"},
    {0x50, "PERSID"},
    {0x53, "STRING"},
    {0x54, "BINSTRING"},
    {0x56, "UNICODE"},
    {0x64, "DICT"},
    {0x67, "GET"},
    {0x69, "INST"},
    {0x6c, "LIST"},
    {0x6f, "OBJ"},
    {0x70, "PUT"},
    {0x81, "NEWOBJ"},
    {0x82, "EXT1"},
    {0x83, "EXT2"},
    {0x84, "EXT4"},
    {0x8b, "LONG4"},
    {0x8c, "SHORT_BINUNICODE"},
    {0x8d, "BINUNICODE8"},
    {0x8e, "BINBYTES8"},
    {0x8f, "EMPTY_SET"},
    {0x90, "ADDITEMS"},
    {0x91, "FROZENSET"},
    {0x92, "NEWOBJ_EX"},
    {0x93, "STACK_GLOBAL"},
    {0x94, "MEMOIZE"},
    {0x95, "FRAME"},
    {0x96, "BYTEARRAY8"},
    {0x97, "NEXT_BUFFER"},
    {0x98, "READONLY_BUFFER"},
}};

} // namespace

std::string opcodeName(Opcode opcode)
{
    for (const NamedOpcode& other : kOthers) {
        if (other.code == static_cast<std::uint8_t>(opcode)) {
            return std::string(other.name);
        }
    }
    return std::to_string(static_cast<int>(opcode));
}

} // namespace saccade
