#include "engine/torchnet/torch_error.h"

#include <c10/util/Exception.h>
#include <new>
#include <stdexcept>

namespace saccade {
namespace {

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

/// LibTorch's own CPU allocator reports a lack of memory as an ordinary error.
bool speaksOfMemory(const std::string& text)
{
    return text.find("can't allocate memory") != std::string::npos ||
           text.find("not enough memory") != std::string::npos || text.find("out of memory") != std::string::npos;
}

Error fromText(const std::string& text, const std::string& memoryAdvice)
{
    if (speaksOfMemory(text)) {
        return {ErrorCode::OutOfMemory, memoryAdvice, {}};
    }
    return {ErrorCode::Internal, firstLine(text), {}};
}

} // namespace

Error errorFromException(const std::exception_ptr& exception, const std::string& memoryAdvice)
{
    try {
        std::rethrow_exception(exception);
    } catch (const std::bad_alloc&) {
        return {ErrorCode::OutOfMemory, memoryAdvice, {}};
    } catch (const std::length_error&) {
        return {ErrorCode::OutOfMemory, memoryAdvice, {}};
    } catch (const c10::OutOfMemoryError&) {
        return {ErrorCode::OutOfMemory, memoryAdvice, {}};
    } catch (const c10::Error& error) {
        return fromText(error.what_without_backtrace(), memoryAdvice);
    } catch (const std::exception& error) {
        return fromText(error.what(), memoryAdvice);
    } catch (...) {
        return {ErrorCode::Internal, "an exception of an unknown kind", {}};
    }
}

} // namespace saccade
