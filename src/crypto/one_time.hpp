#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What one-time passwords are made of.
namespace crypto {

/// RFC 2104. SHA-1 is what authenticator applications know; its weakness (collisions) does not touch HMAC.
[[nodiscard]] std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view message);

/// RFC 4648 in capitals, without padding.
[[nodiscard]] std::string base32(std::string_view bytes);

/// So many unpredictable bytes.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// Compares without telling by its time where the first difference is.
[[nodiscard]] bool is_same(std::string_view a, std::string_view b);

}  // namespace crypto
