#pragma once

namespace saccade {

/// Names the calling thread (at most 15 characters) and gives it far less of a busy processor than a training has:
/// requests must not hold up a run. On an idle computer it is as fast as any.
void becomeServerThread(const char* name);

} // namespace saccade
