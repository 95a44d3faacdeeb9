#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace support {

/// The bytes that a text in base 32 stands for: what an authenticator does with it.
inline std::string from_base32(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    held = held << 5U | static_cast<std::uint32_t>(kDigits.find(c));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFFU);
  }
  return bytes;
}

}  // namespace support
