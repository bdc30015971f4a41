#include <QTest>

#include "app/cli/cpu_facts.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr const char* kCpuInfo = "processor\t: 0\n"
                                 "model name\t: A Processor @ 2 GHz\n"
                                 "flags\t\t: fpu avx avx2 fma avx512fp16 avx512_bf16\n"
                                 "\n"
                                 "processor\t: 1\n"
                                 "flags\t\t: amx_bf16\n";

std::string line(const char* path)
{
    return std::string("7f00-7f01 r-xp 00000000 08:01 1234    ") + path + "\n";
}

} // namespace

/// What the doctor reads out of /proc.
class TstCpuFacts : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFirstProcessor()
    {
        const CpuFacts facts = readCpuFacts(kCpuInfo);
        QCOMPARE(facts.model, std::string("A Processor @ 2 GHz"));
        // Whole words: avx512fp16 is no avx512f.
        QCOMPARE(facts.instructionSets, (std::vector<std::string>{"avx2", "fma", "avx512_bf16"}));
        QVERIFY(facts.threads >= 1);
    }

    void takesAnyText()
    {
        for (const char* text : {"", "\n\n", "flags", "flags:", "model name\t:", ": : :"}) {
            QVERIFY(readCpuFacts(text).instructionSets.empty());
        }
    }

    void findsTheSameLibraryAtTwoPlaces()
    {
        const std::string maps = line("/usr/lib/libblas.so.3") + line("/usr/lib/libblas.so.3") +
                                 line("/opt/torch/lib/libblas-0123abcd.so.3.1") + line("/usr/lib/libc.so.6") +
                                 "7f02-7f03 rw-p 00000000 00:00 0 \n" + line("[heap]") + line("/tmp/data.sock");
        const std::vector<DoubledLibrary> doubled = findDoubledLibraries(maps);
        QCOMPARE(doubled.size(), std::size_t{1});
        QCOMPARE(doubled[0].name, std::string("libblas"));
        QCOMPARE(doubled[0].paths,
                 (std::vector<std::string>{"/opt/torch/lib/libblas-0123abcd.so.3.1", "/usr/lib/libblas.so.3"}));
    }

    void twoOpenMpRuntimesAreOneTooMany()
    {
        const std::string one = line("/usr/lib/libgomp.so.1");
        QVERIFY(findDoubledLibraries(one + one).empty());
        const std::vector<DoubledLibrary> doubled = findDoubledLibraries(one + line("/opt/lib/libiomp5.so"));
        QCOMPARE(doubled.size(), std::size_t{1});
        QCOMPARE(doubled[0].name, std::string("OpenMP"));
        QCOMPARE(doubled[0].paths.size(), std::size_t{2});
    }

    void aLongerNameIsAnotherLibrary()
    {
        QVERIFY(findDoubledLibraries(line("/usr/lib/libtorch.so") + line("/usr/lib/libtorch_cpu.so")).empty());
        QVERIFY(findDoubledLibraries(line("/usr/lib/libQt6Core.so.6") + line("/usr/lib/libQt6Gui.so.6")).empty());
    }

    void thisProcessIsReadable()
    {
        QVERIFY(readProcFile("/proc/self/maps").find("libsaccade.so") != std::string::npos);
        QVERIFY(readProcFile("/proc/nothing-of-this-name").empty());
    }
};

SACCADE_TEST(tst_cpu_facts, TstCpuFacts)
#include "tst_cpu_facts.moc"
