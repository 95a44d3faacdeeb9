#include "crypto/ids.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "crypto/crypto.hpp"
#include "crypto/sodium.hpp"

namespace crypto {

std::string new_id(base::Instant now) {
  ensure_sodium();
  std::array<std::uint8_t, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const auto millis = static_cast<std::uint64_t>(base::to_millis(now));
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x70U);  // version
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);  // variant
  std::string text = hex(bytes.data(), bytes.size());
  for (const std::size_t place : {20U, 16U, 12U, 8U}) text.insert(place, "-");
  return text;
}

}  // namespace crypto
