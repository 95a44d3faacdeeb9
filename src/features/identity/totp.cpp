#include "features/identity/totp.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/crypto.hpp"
#include "crypto/one_time.hpp"

namespace identity {
namespace {

constexpr std::int64_t kStepMillis = 30'000;
constexpr std::size_t kRecoveryBytes = 10;
constexpr std::size_t kRecoveryLetters = 16;

/// Without blanks and hyphens, in capitals.
std::string bare(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c != ' ' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    out += kPlain.find(c) != std::string_view::npos ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter;
  for (int shift = 56; shift >= 0; shift -= 8) counter += static_cast<char>(step >> shift & 0xFF);
  const auto code = crypto::hmac_sha1(secret, counter);
  const std::size_t at = code.back() & 0x0FU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8U | code.at(at + i);
  return fmt::format("{:06}", (number & 0x7FFFFFFFU) % 1'000'000);
}

std::int64_t totp_step(base::Instant now) { return base::to_millis(now) / kStepMillis; }

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, base::Instant now, std::int64_t last_step) {
  const std::string given = bare(code);
  std::optional<std::int64_t> found;
  // All three are compared, whichever fits: the time tells nothing.
  for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step) {
    if (crypto::is_same(totp_code(secret, step), given) && step > last_step) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view mail) {
  return "otpauth://totp/Juara:" + percent_encoded(mail) + "?secret=" + crypto::base32(secret) +
         "&issuer=Juara&algorithm=SHA1&digits=6&period=30";
}

std::string new_recovery_code() {
  std::string code = crypto::base32(crypto::random_bytes(kRecoveryBytes));
  for (const std::size_t place : {12U, 8U, 4U}) code.insert(place, "-");
  return code;
}

std::optional<std::string> recovery_code_hash(std::string_view code) {
  std::string letters = bare(code);
  // Digits that base 32 does not have are letters misread.
  std::ranges::replace(letters, '0', 'O');
  std::ranges::replace(letters, '1', 'I');
  std::ranges::replace(letters, '8', 'B');
  if (letters.size() != kRecoveryLetters) return std::nullopt;
  return crypto::sha256("recovery:" + letters);
}

}  // namespace identity
