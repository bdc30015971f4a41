#include <cstdio>

#include "engine/training/trainer.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

/// LibTorch linked into the program, no OpenCV and no Qt window beside it: prints the speed of an fp32 product in
/// GFLOP/s.
int main()
{
    std::printf("%.3f\n", saccadeComputeEngine()->measureProductSpeed());
    return 0;
}
