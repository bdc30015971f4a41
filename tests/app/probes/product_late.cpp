#include <QCoreApplication>
#include <cstdio>
#include <string_view>

#include "engine/session/late_modules.h"
#include "ui/theme/theme.h"

namespace {

bool openModule(std::string_view name)
{
    const bool isThere =
        name == "decode" ? saccade::loadImageReader().hasValue() : saccade::loadComputeEngine().hasValue();
    if (!isThere) {
        std::fprintf(stderr, "the module %s cannot be opened\n", name.data());
    }
    return isThere;
}

} // namespace

/// The workbench's process without its window: opens the late modules in the order of the arguments ("decode",
/// "torch") and prints the speed of an fp32 product in GFLOP/s.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (saccade::loadTheme(QStringLiteral("light")).name.isEmpty()) { // the window's library is really in use
        return 1;
    }
    for (int i = 1; i < argc; ++i) {
        if (!openModule(argv[i])) {
            return 1;
        }
    }
    std::printf("%.3f\n", (*saccade::loadComputeEngine())->measureProductSpeed());
    return 0;
}
