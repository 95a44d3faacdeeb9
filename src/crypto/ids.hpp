#pragma once

#include <string>

#include "base/instant.hpp"

namespace crypto {

/// A UUID of version 7 (RFC 9562): sorted by the time at which it was made, else unpredictable.
[[nodiscard]] std::string new_id(base::Instant now);

}  // namespace crypto
