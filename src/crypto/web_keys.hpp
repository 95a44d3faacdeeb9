#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// What signed tokens of other systems (JWT) are checked with.
namespace crypto {

/// RFC 4648 without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// Nothing for what is no such text.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// The 32 bytes themselves.
[[nodiscard]] std::string sha256_bytes(std::string_view bytes);

/// Big-endian numbers.
struct RsaKey {
  std::string modulus;
  std::string exponent;
};
/// A point of the curve P-256; each coordinate has 32 bytes.
struct EcKey {
  std::string x;
  std::string y;
};
using WebKey = std::variant<RsaKey, EcKey>;

/// RS256 for an RSA key (of 2048 bits or more), ES256 for one of P-256: the key alone says which, never the token.
[[nodiscard]] bool verify(const WebKey& key, std::string_view message, std::string_view signature);

}  // namespace crypto
