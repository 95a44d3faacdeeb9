#include "crypto/crypto.hpp"

#include <sodium.h>

#include <vector>

#include "base/text.hpp"
#include "crypto/sodium.hpp"

namespace crypto {
namespace {

constexpr std::string_view kSecretPrefix = "juara-ed25519-secret:";
constexpr std::string_view kPublicPrefix = "juara-ed25519-public:";

using Seed = std::array<std::uint8_t, crypto_sign_SEEDBYTES>;

/// Exactly `Size` bytes in hex, and nothing else.
template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> from_hex(std::string_view text) {
  std::array<std::uint8_t, Size> bytes{};
  if (text.size() != 2 * Size) return std::nullopt;
  std::size_t written = 0;
  const int result = sodium_hex2bin(bytes.data(), Size, text.data(), text.size(), nullptr, &written, nullptr);
  if (result != 0 || written != Size) return std::nullopt;
  return bytes;
}

}  // namespace

std::string hex(const std::uint8_t* bytes, std::size_t size) {
  std::string text(2 * size + 1, '\0');  // sodium writes a final NUL
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

std::string sha256(std::string_view bytes) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
  return hex(hash.data(), hash.size());
}

struct Sha256::State : crypto_hash_sha256_state {};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(state_.get()); }

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(state_.get(), bytes_of(bytes), bytes.size()); }

std::string Sha256::finish() {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(state_.get(), hash.data());
  return hex(hash.data(), hash.size());
}

std::string random_hex(std::size_t bytes) {
  ensure_sodium();
  std::vector<std::uint8_t> random(bytes);
  randombytes_buf(random.data(), random.size());
  return hex(random.data(), random.size());
}

SigningKey SigningKey::generate() {
  ensure_sodium();
  SigningKey key;
  crypto_sign_keypair(key.public_.data(), key.secret_.data());
  return key;
}

std::optional<SigningKey> SigningKey::from_text(std::string_view text) {
  ensure_sodium();
  text = base::trimmed(text);
  if (!text.starts_with(kSecretPrefix)) return std::nullopt;
  std::optional<Seed> seed = from_hex<crypto_sign_SEEDBYTES>(text.substr(kSecretPrefix.size()));
  if (!seed) return std::nullopt;
  std::optional<SigningKey> key = SigningKey();
  crypto_sign_seed_keypair(key->public_.data(), key->secret_.data(), seed->data());
  sodium_memzero(seed->data(), seed->size());
  return key;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature SigningKey::sign(std::string_view message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(), secret_.data());
  return signature;
}

std::string SigningKey::secret_text() const {
  // Sodium's secret key is the seed followed by the public key.
  return std::string(kSecretPrefix) + hex(secret_.data(), crypto_sign_SEEDBYTES) + '\n';
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  ensure_sodium();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(), key.data()) == 0;
}

std::string public_text(const PublicKey& key) { return std::string(kPublicPrefix) + hex(key.data(), key.size()) + '\n'; }

std::optional<PublicKey> public_from_text(std::string_view text) {
  text = base::trimmed(text);
  if (text.starts_with(kPublicPrefix)) text.remove_prefix(kPublicPrefix.size());
  return from_hex<crypto_sign_PUBLICKEYBYTES>(text);
}

std::optional<Signature> signature_from_hex(std::string_view text) { return from_hex<crypto_sign_BYTES>(text); }

Pseudonyms::Pseudonyms() {
  ensure_sodium();
  randombytes_buf(key_.data(), key_.size());
}

Pseudonyms::~Pseudonyms() { sodium_memzero(key_.data(), key_.size()); }

std::string Pseudonyms::of(std::string_view name) const {
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  constexpr int kLength = 12;
  if (name.empty()) return {};
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(name), name.size(), key_.data(), key_.size());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof bits; ++i) bits = bits << 8 | hash[i];
  std::string pseudonym = "J-";
  for (int i = 0; i < kLength; ++i, bits >>= 5) pseudonym += kBase32[bits & 31];
  return pseudonym;
}

}  // namespace crypto
