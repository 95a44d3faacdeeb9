#include "crypto/sealing_key.hpp"

#include <sodium.h>

#include "base/text.hpp"
#include "crypto/crypto.hpp"
#include "crypto/sodium.hpp"

namespace crypto {
namespace {

constexpr std::string_view kPrefix = "juara-sealing-key:";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::uint8_t* bytes_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

}  // namespace

SealingKey SealingKey::generate() {
  ensure_sodium();
  SealingKey key;
  randombytes_buf(key.key_.data(), key.key_.size());
  return key;
}

std::optional<SealingKey> SealingKey::from_text(std::string_view text) {
  ensure_sodium();
  text = base::trimmed(text);
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  std::optional<SealingKey> key = SealingKey();
  std::size_t written = 0;
  const int result = sodium_hex2bin(key->key_.data(), key->key_.size(), text.data(), text.size(), nullptr, &written, nullptr);
  if (result != 0 || written != key->key_.size() || text.size() != 2 * written) return std::nullopt;
  return key;
}

SealingKey::~SealingKey() { sodium_memzero(key_.data(), key_.size()); }

std::string SealingKey::seal(std::string_view secret, std::string_view context) const {
  std::string sealed(kNonce + secret.size() + kTag, '\0');
  std::uint8_t* const nonce = bytes_of(sealed);
  randombytes_buf(nonce, kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonce, nullptr, crypto::bytes_of(secret), secret.size(), crypto::bytes_of(context),
                                             context.size(), nullptr, nonce, key_.data());
  return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::string secret(sealed.size() - kNonce - kTag, '\0');
  const std::uint8_t* const nonce = crypto::bytes_of(sealed);
  const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(secret), nullptr, nullptr, nonce + kNonce, sealed.size() - kNonce,
                                                                crypto::bytes_of(context), context.size(), nonce, key_.data());
  if (result != 0) return std::nullopt;
  return secret;
}

std::string SealingKey::secret_text() const { return std::string(kPrefix) + hex(key_.data(), key_.size()) + '\n'; }

}  // namespace crypto
