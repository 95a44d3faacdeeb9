#pragma once

#include <cstdint>
#include <string_view>

/// For src/crypto itself.
namespace crypto {

/// Random numbers need it, and it is to be called before anything else of the library. Throws Error(unavailable, crypto.unavailable).
void ensure_sodium();

[[nodiscard]] const std::uint8_t* bytes_of(std::string_view text);

}  // namespace crypto
