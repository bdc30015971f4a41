#include "engine/formats/pickle_machine.h"

#include <QTest>
#include <limits>

#include "tests/formats/pickle_bytes.h"
#include "tests/test_registry.h"

using namespace saccade;
using namespace std::string_literals;
using pickled::whole;

namespace {

Result<Pickle> run(const std::string& text)
{
    return runPickle(pickled::bytes(text));
}

/// The value of a pickle that must be sound.
template <typename T>
T valueOf(const std::string& body)
{
    const Result<Pickle> pickle = run(whole(body));
    const T* value = pickle ? pickle->get<T>(pickle->root) : nullptr;
    return value != nullptr ? *value : T{};
}

} // namespace

class TstPickleMachine : public QObject
{
    Q_OBJECT

private slots:
    void simpleValues();
    void containers();
    void tagsAndStatesAreDropped();
    void everyOtherOpcodeIsNamed();
    void refused_data();
    void refused();
    void bombsAreRefused();
};

void TstPickleMachine::simpleValues()
{
    QCOMPARE(valueOf<std::int64_t>("J\xfe\xff\xff\xff"), std::int64_t{-2});
    QCOMPARE(valueOf<std::int64_t>("K\xfe"), std::int64_t{254});
    QCOMPARE(valueOf<std::int64_t>("M\x01\x02"), std::int64_t{513});
    QCOMPARE(valueOf<std::int64_t>("\x8a\x01\xff"), std::int64_t{-1});
    QCOMPARE(valueOf<std::int64_t>("\x8a\x02\xff\x7f"), std::int64_t{32767});
    QCOMPARE(valueOf<std::int64_t>("\x8a\x08\0\0\0\0\0\0\0\x80"s), std::numeric_limits<std::int64_t>::min());
    QVERIFY(run(whole("\x8a\0"s)).hasValue());
    QCOMPARE(valueOf<PickleLong>("\x8a\x09"s + "123456789").bytes, std::string("123456789"));
    QCOMPARE(valueOf<double>("G\x3f\xf8\0\0\0\0\0\0"s), 1.5);
    QCOMPARE(valueOf<std::string>(pickled::text("ab")), std::string("ab"));
    QCOMPARE(valueOf<std::string>("U\2ab"), std::string("ab"));
    QCOMPARE(valueOf<bool>("\x88"), true);
    const Result<Pickle> first = run(whole("\x89") + "rest");
    QVERIFY(first->get<bool>(first->root) != nullptr && !*first->get<bool>(first->root));
    QCOMPARE(first->length, std::size_t{4});
    QVERIFY(run(whole("N"))->get<PickleNone>(0) != nullptr);
}

void TstPickleMachine::containers()
{
    QCOMPARE(valueOf<PickleTuple>("K\1K\2K\3\x87").items, (std::vector<PickleRef>{0, 1, 2}));
    QCOMPARE(valueOf<PickleTuple>("(K\1K\2t").items.size(), std::size_t{2});
    QCOMPARE(valueOf<PickleTuple>("K\1\x85").items.size(), std::size_t{1});
    QCOMPARE(valueOf<PickleTuple>("K\1K\2\x86").items.size(), std::size_t{2});
    QCOMPARE(valueOf<PickleList>("]K\1a(K\2K\3e").items.size(), std::size_t{3});
    QCOMPARE(valueOf<PickleDict>("}K\1K\2s(K\3K\4u").items.size(), std::size_t{2});
    QCOMPARE(valueOf<PickleDict>("ccollections\nOrderedDict\n)RK\1K\2s").items.size(), std::size_t{1});
    // As Python 2 wrote it: a list of pairs.
    QCOMPARE(valueOf<PickleDict>("ccollections\nOrderedDict\n](]K\1aK\2aK\3K\4\x86"
                                 "e\x85R")
                 .items.size(),
             std::size_t{2});
    QCOMPARE(valueOf<PickleTuple>("K\7q\5h\5\x86").items, (std::vector<PickleRef>{0, 0}));
    QCOMPARE(valueOf<PickleTuple>("K\7r\5\0\0\1j\5\0\0\1\x86"s).items, (std::vector<PickleRef>{0, 0}));
    QCOMPARE(valueOf<PickleList>("]q\1h\1a").items, (std::vector<PickleRef>{0})); // holds itself
}

void TstPickleMachine::tagsAndStatesAreDropped()
{
    QCOMPARE(valueOf<PickleDict>("}K\1K\2s}b").items.size(), std::size_t{1});
    QCOMPARE(valueOf<PickleList>(
                 pickled::joined({"ctorch.jit._pickle\nrestore_type_tag\n]K\1a", pickled::text("List[int]"), "\x86R"}))
                 .items.size(),
             std::size_t{1});
}

void TstPickleMachine::everyOtherOpcodeIsNamed()
{
    const std::string allowed = "().GJKMNQRUX]abcehjqrstu}\x80\x85\x86\x87\x88\x89\x8a";
    int named = 0;
    for (int code = 0; code < 256; ++code) {
        if (allowed.find(static_cast<char>(code)) != std::string::npos) {
            continue;
        }
        const Result<Pickle> pickle = run(std::string(1, static_cast<char>(code)) + std::string(8, '\0'));
        QVERIFY(!pickle.hasValue());
        QVERIFY(pickle.error().detail.find("is not allowed") != std::string::npos);
        named += pickle.error().detail.find(std::to_string(code)) == std::string::npos ? 1 : 0;
    }
    QCOMPARE(named, 36); // pickletools knows 68
    QCOMPARE(run("\x93").error().detail, std::string("pickle: the opcode STACK_GLOBAL is not allowed"));
}

void TstPickleMachine::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const std::string& body, const char* rule) {
        QTest::newRow(name) << QByteArray::fromStdString(body) << QByteArray(rule);
    };
    row("os.system", "cos\nsystem\n", "the global os.system is not allowed");
    row("builtins.eval", "cbuiltins\neval\n", "builtins.eval");
    row("near", "ctorch\nFloatStorag\n", "torch.FloatStorag ");
    row("module and name", "ctorch._utils._rebuild_tensor_v2\n\n", "is not allowed");
    row("controls", "c\x1b[2J\nx\n", "?[2J.x");
    row("long name", pickled::joined({"c", std::string(5000, 'a'), "\nx\n"}), "is not allowed");
    row("global cut off", "ctorch", "cut off");
    row("text cut off", "X\xff\xff\xff\x7f", "cut off");
    row("long cut off", "\x8a\xff", "cut off");
    row("empty stack", "\x85", "empty stack");
    row("stop of nothing", "", "empty stack");
    row("below the mark", "K\1(\x85", "empty stack");
    row("no mark", "K\1t", "no mark");
    row("append to a tuple", ")K\1a", "no list");
    row("item of a list", "]K\1K\2s", "no dictionary");
    row("odd items", "}(K\1u", "no dictionary");
    row("never memorised", "h\1", "never memorised");
    row("call of a number", "K\1)R", "cannot be called");
    row("call without a tuple", "ccollections\nOrderedDict\nK\1R", "cannot be called");
    row("storage is no function", "ctorch\nFloatStorage\n)R", "cannot be called");
    row("dictionary of a number", "ccollections\nOrderedDict\nK\1\x85R", "something else than pairs");
    row("dictionary of triples", "ccollections\nOrderedDict\n]((K\1K\1K\1te\x85R", "something else than pairs");
    row("no tensor", "ctorch._utils\n_rebuild_tensor_v2\n)R", "other arguments");
    row("parameter of nothing", "ctorch._utils\n_rebuild_parameter\nNNN\x87R", "without a tensor");
    row("tag alone", "ctorch.jit._pickle\nrestore_type_tag\n)R", "restore_type_tag");
    row("persistent id", "NQ", "no storage");
    row("long key", pickled::storage("FloatStorage", std::string(101, 'k'), 1), "no storage");
}

void TstPickleMachine::refused()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, rule);
    const Result<Pickle> pickle = run(whole(body.toStdString()));
    QVERIFY(!pickle.hasValue());
    QCOMPARE(pickle.error().code, ErrorCode::FormatInvalid);
    QVERIFY2(QByteArray::fromStdString(pickle.error().detail).contains(rule), pickle.error().detail.c_str());
    QVERIFY(pickle.error().detail.size() < 300);
}

void TstPickleMachine::bombsAreRefused()
{
    QCOMPARE(run(whole(std::string(2'000'001, 'N'))).error().detail, std::string("pickle: more than 2 million values"));
    std::string marks(8'000'001, '(');
    QCOMPARE(run(marks).error().detail, std::string("pickle: more than 8 million steps"));
    std::string recalls = "Nq\1";
    for (int i = 0; i < 8'000'001; ++i) {
        recalls.append("h\1");
    }
    QCOMPARE(run(recalls).error().detail, std::string("pickle: more than 8 million steps"));
    // One list of a thousand pairs, made a dictionary again and again.
    std::string dictionaries = "](";
    for (int i = 0; i < 1000; ++i) {
        dictionaries.append("NN\x86");
    }
    dictionaries.append("e\x85q\1");
    for (int i = 0; i < 10'000; ++i) {
        dictionaries.append("ccollections\nOrderedDict\nh\1R");
    }
    QCOMPARE(run(dictionaries).error().detail, std::string("pickle: more than 8 million steps"));
    const std::string deep = std::string(100'000, ']') + std::string(99'999, 'a');
    QVERIFY(run(whole(deep)).hasValue()); // nested, but never walked through
}

SACCADE_TEST(tst_pickle_machine, TstPickleMachine)
#include "tst_pickle_machine.moc"
