#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/fuzz_target.h"

/// fuzz_seeds FOLDER: writes every seed as FOLDER/TARGET/SEED.
int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "fuzz_seeds FOLDER\n";
        return 2;
    }
    for (const FuzzTarget& target : fuzzTargets()) {
        const std::filesystem::path folder = std::filesystem::path(argv[1]) / target.name;
        std::filesystem::create_directories(folder);
        for (const FuzzSeed& seed : target.seeds()) {
            std::ofstream file(folder / seed.name, std::ios::binary);
            file.write(reinterpret_cast<const char*>(seed.bytes.data()),
                       static_cast<std::streamsize>(seed.bytes.size()));
            if (!file.flush()) {
                std::cerr << "cannot write " << (folder / seed.name) << '\n';
                return 1;
            }
        }
    }
    return 0;
}
