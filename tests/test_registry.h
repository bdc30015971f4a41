#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// The test classes of one executable, by the name of their file: `tests_data tst_split` runs one, without a name all
/// run.
struct TestCase
{
    std::string name;
    std::function<std::unique_ptr<QObject>()> create;
};

inline std::vector<TestCase>& testCases()
{
    static std::vector<TestCase> cases;
    return cases;
}

inline bool registerTest(const char* name, std::function<std::unique_ptr<QObject>()> create)
{
    testCases().push_back({name, std::move(create)});
    return true;
}

/// At the end of tst_NAME.cpp, before its .moc: SACCADE_TEST(tst_NAME, TstName)
#define SACCADE_TEST(NAME, CLASS)                                                                                      \
    static const bool NAME##_registered = registerTest(#NAME, [] { return std::make_unique<CLASS>(); });
