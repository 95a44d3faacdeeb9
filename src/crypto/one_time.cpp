#include "crypto/one_time.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/error.hpp"
#include "crypto/sodium.hpp"

namespace crypto {

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view message) {
  std::array<std::uint8_t, 20> code{};
  const auto* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(), code.data(), nullptr);
  if (made == nullptr) throw base::Error(base::Kind::unavailable, "crypto.unavailable");
  return code;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned held = 0;  // of it the lowest `bits` are still to be written
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U | static_cast<unsigned char>(c)) & 0xFFFU;
    for (bits += 8; bits >= 5; bits -= 5) text += kDigits[held >> (bits - 5) & 31U];
  }
  if (bits > 0) text += kDigits[held << (5 - bits) & 31U];
  return text;
}

std::string random_bytes(std::size_t count) {
  ensure_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

bool is_same(std::string_view a, std::string_view b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace crypto
