#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace saccade {

/// What one client may cost. The defaults are those of the endpoint that people use; tests take shorter times.
struct ServerLimits
{
    std::size_t targetBytes = std::size_t{64} << 10; ///< of a request's address
    std::size_t headerBytes = std::size_t{64} << 10; ///< of all header fields
    std::size_t fieldBytes = std::size_t{48} << 10;  ///< of one header field
    std::size_t fields = 128;
    std::uint64_t bodyBytes = std::uint64_t{32} << 20;
    std::uint64_t allBodyBytes = std::uint64_t{128} << 20; ///< of all bodies that are being received or wait
    std::size_t connections = 32;                          ///< that are served; as many more are told that it is full
    std::size_t queuedPredictions = 8;                     ///< that wait; those of the running batch come on top
    std::chrono::milliseconds headTime{5'000};             ///< from its first byte (a new connection: from the start)
    std::chrono::milliseconds keepAliveTime{15'000};       ///< between two requests
    std::chrono::milliseconds bodyGrace{5'000};            ///< before the body's speed counts
    std::chrono::milliseconds bodySilence{15'000};         ///< without a byte of it
    std::uint64_t bodyBytesPerSecond = 10'000;
    std::chrono::milliseconds answerTime{10'000}; ///< to take an answer
    std::chrono::milliseconds lingerTime{2'000};  ///< to see a refusal before the connection ends
    std::chrono::milliseconds stopTime{1'000};    ///< for answers on their way when the server stops
    std::chrono::milliseconds evictAfter{1'000};  ///< a silent connection makes room for a new one when all are taken
};

} // namespace saccade
