#pragma once

#include <optional>
#include <string>

#include "crypto/crypto.hpp"

namespace app {

/// The key in a file that `juara key new` wrote; none for an empty path. Throws Error(invalid, keys.not_a_secret), files.cannot_open.
[[nodiscard]] std::optional<crypto::SigningKey> read_signing_key(const std::string& path);

}  // namespace app
