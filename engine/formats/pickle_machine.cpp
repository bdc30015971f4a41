#include "engine/formats/pickle_machine.h"

#include <algorithm>
#include <bit>
#include <map>

#include "engine/formats/little_endian.h"
#include "engine/formats/pickle_calls.h"
#include "engine/formats/pickle_opcodes.h"

namespace saccade {

namespace {

constexpr std::size_t kLongestPickle = std::size_t{32} << 20;
constexpr std::size_t kMostValues = 2'000'000;
constexpr std::size_t kMostSteps = 8'000'000;
constexpr std::size_t kLongestName = 100;

/// One run. Every step returns whether it went well; the first fault is kept.
class Machine final
{
public:
    explicit Machine(std::span<const std::uint8_t> bytes) : m_bytes(bytes.first(std::min(bytes.size(), kLongestPickle)))
    {}

    Result<Pickle> run()
    {
        while (!m_isDone) {
            const std::span<const std::uint8_t> code = take(1);
            charge(1);
            if (!m_fault) {
                step(static_cast<Opcode>(code[0]));
            }
            if (m_fault) {
                return *m_fault;
            }
        }
        return std::move(m_pickle);
    }

private:
    void step(Opcode opcode);
    void stepContainer(Opcode opcode);
    void stepNumber(Opcode opcode);

    std::optional<Error>& fault(const std::string& rule)
    {
        if (!m_fault) {
            m_fault = Error{ErrorCode::FormatInvalid, "pickle: " + rule, {}};
        }
        return m_fault;
    }

    void charge(std::size_t steps)
    {
        m_steps += steps;
        if (m_steps > kMostSteps) {
            fault("more than 8 million steps");
        }
    }

    /// The next bytes; zeros, and a fault, where there are not so many.
    std::span<const std::uint8_t> take(std::size_t length)
    {
        static constexpr std::array<std::uint8_t, 8> kZeros{};
        if (!isInside(m_bytes, m_at, length)) {
            fault("cut off, or longer than 32 MiB");
            return std::span(kZeros).first(std::min(length, kZeros.size()));
        }
        m_at += length;
        return m_bytes.subspan(m_at - length, length);
    }
    template <typename Number>
    Number takeNumber()
    {
        return littleAt<Number>(take(sizeof(Number)), 0);
    }
    std::string takeText(std::size_t length)
    {
        const std::span<const std::uint8_t> text = take(length);
        return {text.begin(), text.end()};
    }
    std::string_view takeLine()
    {
        const auto begin = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at);
        const auto end = std::find(begin, m_bytes.end(), std::uint8_t{'\n'});
        const auto length = static_cast<std::size_t>(end - begin);
        const std::span<const std::uint8_t> line = take(length + 1);
        return m_fault ? std::string_view() : std::string_view(reinterpret_cast<const char*>(line.data()), length);
    }

    void push(PickleRef ref) { m_stack.push_back(ref); }
    void make(PickleValue value)
    {
        if (m_pickle.heap.size() == kMostValues) {
            fault("more than 2 million values");
            return;
        }
        m_pickle.heap.push_back(std::move(value));
        push(static_cast<PickleRef>(m_pickle.heap.size() - 1));
    }
    void make(Result<PickleValue> value)
    {
        if (value) {
            make(std::move(value).value());
        } else if (!m_fault) {
            m_fault = value.error();
        }
    }

    /// Values above the newest mark.
    [[nodiscard]] bool has(std::size_t count)
    {
        const std::size_t base = m_marks.empty() ? 0 : m_marks.back();
        if (m_stack.size() < base + count) {
            fault("takes from an empty stack");
        }
        return !m_fault;
    }
    PickleRef pop()
    {
        const PickleRef ref = m_stack.back();
        m_stack.pop_back();
        return ref;
    }
    /// The last values, in the order in which they were pushed.
    std::vector<PickleRef> popMany(std::size_t count)
    {
        std::vector<PickleRef> items(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return items;
    }
    std::vector<PickleRef> popMark()
    {
        if (m_marks.empty()) {
            fault("has no mark where it needs one");
            return {};
        }
        std::vector<PickleRef> items = popMany(m_stack.size() - m_marks.back());
        m_marks.pop_back();
        return items;
    }

    void makeTuple(std::size_t count)
    {
        if (has(count)) {
            make(PickleValue(PickleTuple{popMany(count)}));
        }
    }
    void append(const std::vector<PickleRef>& items)
    {
        auto* list = has(1) ? std::get_if<PickleList>(&m_pickle.heap[m_stack.back()]) : nullptr;
        if (list == nullptr) {
            fault("appends to something that is no list");
            return;
        }
        list->items.insert(list->items.end(), items.begin(), items.end());
    }
    void setItems(const std::vector<PickleRef>& items)
    {
        auto* dict = has(1) ? std::get_if<PickleDict>(&m_pickle.heap[m_stack.back()]) : nullptr;
        if (dict == nullptr || items.size() % 2 != 0) {
            fault("sets items of something that is no dictionary");
            return;
        }
        for (std::size_t i = 0; i < items.size(); i += 2) {
            dict->items.emplace_back(items[i], items[i + 1]);
        }
    }
    void call()
    {
        if (!has(2)) {
            return;
        }
        const PickleRef arguments = pop();
        const PickleRef callable = pop();
        const auto* tag = m_pickle.get<PickleCallable>(callable);
        const auto* tuple = m_pickle.get<PickleTuple>(arguments);
        if (tag != nullptr && *tag == PickleCallable::RestoreTypeTag && tuple != nullptr && tuple->items.size() == 2) {
            push(tuple->items[0]); // a list or dictionary with its type: still the same one
            return;
        }
        if (tuple != nullptr && tuple->items.size() == 1) {
            const auto* pairs = m_pickle.get<PickleList>(tuple->items[0]);
            charge(pairs != nullptr ? pairs->items.size() : 0); // they are copied, and may be so again and again
        }
        if (!m_fault) {
            make(callPickle(m_pickle, callable, arguments));
        }
    }
    void put(std::uint32_t index)
    {
        if (has(1)) {
            m_memo[index] = m_stack.back();
        }
    }
    void get(std::uint32_t index)
    {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) {
            fault("recalls what it never memorised");
        } else {
            push(found->second);
        }
    }
    void makeLong()
    {
        const std::size_t length = takeNumber<std::uint8_t>();
        const std::string bytes = takeText(length);
        if (length > sizeof(std::int64_t)) {
            make(PickleValue(PickleLong{bytes}));
            return;
        }
        std::uint64_t value = 0;
        for (std::size_t i = bytes.size(); i > 0; --i) {
            value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
        }
        const std::size_t unused = 64 - 8 * length; // the sign is the highest bit that is there
        make(PickleValue(length == 0 ? std::int64_t{0} : static_cast<std::int64_t>(value << unused) >> unused));
    }
    void makeFloat()
    {
        const std::span<const std::uint8_t> bytes = take(sizeof(double));
        std::uint64_t bits = 0;
        for (const std::uint8_t byte : bytes) {
            bits = bits << 8 | byte;
        }
        make(PickleValue(std::bit_cast<double>(bits)));
    }
    void makeGlobal()
    {
        const std::string_view module = takeLine();
        const std::string_view name = takeLine();
        if (!m_fault) {
            make(pickleGlobal(module, name));
        }
    }
    void stop()
    {
        if (has(1)) {
            m_pickle.root = pop();
            m_pickle.length = m_at;
            m_isDone = true;
        }
    }

    std::span<const std::uint8_t> m_bytes;
    std::size_t m_at = 0;
    std::size_t m_steps = 0;
    Pickle m_pickle;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks; // how high the stack was
    std::map<std::uint32_t, PickleRef> m_memo;
    std::optional<Error> m_fault;
    bool m_isDone = false;
};

void Machine::step(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Proto: takeNumber<std::uint8_t>(); return;
    case Opcode::Stop: stop(); return;
    case Opcode::Global: makeGlobal(); return;
    case Opcode::Reduce: call(); return;
    case Opcode::Build: // the state: metadata of a state dict
        if (has(2)) {
            pop();
        }
        return;
    case Opcode::BinPersId:
        if (has(1)) {
            make(pickleStorage(m_pickle, pop()));
        }
        return;
    case Opcode::BinPut: put(takeNumber<std::uint8_t>()); return;
    case Opcode::LongBinPut: put(takeNumber<std::uint32_t>()); return;
    case Opcode::BinGet: get(takeNumber<std::uint8_t>()); return;
    case Opcode::LongBinGet: get(takeNumber<std::uint32_t>()); return;
    default: stepContainer(opcode); return;
    }
}

void Machine::stepContainer(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Mark: m_marks.push_back(m_stack.size()); return;
    case Opcode::EmptyTuple: makeTuple(0); return;
    case Opcode::Tuple1: makeTuple(1); return;
    case Opcode::Tuple2: makeTuple(2); return;
    case Opcode::Tuple3: makeTuple(3); return;
    case Opcode::Tuple: make(PickleValue(PickleTuple{popMark()})); return;
    case Opcode::EmptyList: make(PickleValue(PickleList{})); return;
    case Opcode::EmptyDict: make(PickleValue(PickleDict{})); return;
    case Opcode::Append:
        if (has(1)) {
            append({pop()});
        }
        return;
    case Opcode::Appends: append(popMark()); return;
    case Opcode::SetItem:
        if (has(2)) {
            setItems(popMany(2));
        }
        return;
    case Opcode::SetItems: setItems(popMark()); return;
    default: stepNumber(opcode); return;
    }
}

void Machine::stepNumber(Opcode opcode)
{
    switch (opcode) {
    case Opcode::None: make(PickleValue(PickleNone{})); return;
    case Opcode::NewTrue: make(PickleValue(true)); return;
    case Opcode::NewFalse: make(PickleValue(false)); return;
    case Opcode::BinInt: make(PickleValue(std::int64_t{takeNumber<std::int32_t>()})); return;
    case Opcode::BinInt1: make(PickleValue(std::int64_t{takeNumber<std::uint8_t>()})); return;
    case Opcode::BinInt2: make(PickleValue(std::int64_t{takeNumber<std::uint16_t>()})); return;
    case Opcode::Long1: makeLong(); return;
    case Opcode::BinFloat: makeFloat(); return;
    case Opcode::BinUnicode: make(PickleValue(takeText(takeNumber<std::uint32_t>()))); return;
    case Opcode::ShortBinString: make(PickleValue(takeText(takeNumber<std::uint8_t>()))); return;
    default: fault("the opcode " + opcodeName(opcode) + " is not allowed"); return;
    }
}

} // namespace

std::string printableName(std::string_view name)
{
    std::string text(name.substr(0, kLongestName));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

Result<Pickle> runPickle(std::span<const std::uint8_t> bytes)
{
    return Machine(bytes).run();
}

} // namespace saccade
