#include "tests/fuzz/fuzz_target.h"

/// What libFuzzer calls; SACCADE_FUZZ_TARGET is the target's name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FuzzTarget* const target = fuzzTargetNamed(SACCADE_FUZZ_TARGET);
    (void)target->run({data, size});
    return 0;
}
