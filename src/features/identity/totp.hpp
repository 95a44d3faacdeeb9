#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace identity {

/// Time-based one-time passwords (RFC 6238): six digits, SHA-1, steps of 30 seconds, as every authenticator application has them.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);
[[nodiscard]] std::int64_t totp_step(base::Instant now);

/// The step to which the code belongs: now or one step beside it, and later than `last_step`, so that no code counts twice.
[[nodiscard]] std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, base::Instant now,
                                                         std::int64_t last_step);

/// What an authenticator application reads from a QR code.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view mail);

/// `ABCD-EFGH-IJKL-MNOP`: 80 random bits, for who has lost the authenticator.
[[nodiscard]] std::string new_recovery_code();
/// The code as it is kept, whatever its case and its hyphens; nothing if it cannot be one.
[[nodiscard]] std::optional<std::string> recovery_code_hash(std::string_view code);

}  // namespace identity
