#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crypto {

/// Lower-case hex.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The same of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  /// Of all that was added; ends it.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// So many unpredictable bytes, in lower-case hex.
[[nodiscard]] std::string random_hex(std::size_t bytes);

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// An Ed25519 key pair; the secret never leaves this class but through secret_text().
class SigningKey {
 public:
  static SigningKey generate();
  /// Reads what secret_text() wrote (white space at the ends allowed); nothing if it is something else.
  static std::optional<SigningKey> from_text(std::string_view text);
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  SigningKey(SigningKey&&) noexcept = default;
  SigningKey& operator=(SigningKey&&) noexcept = default;
  ~SigningKey();

  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  [[nodiscard]] Signature sign(std::string_view message) const;
  /// `juara-ed25519-secret:<64 hex of the seed>\n`: the content of a key file.
  [[nodiscard]] std::string secret_text() const;

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_{};
};

[[nodiscard]] bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

/// `juara-ed25519-public:<64 hex>\n`.
[[nodiscard]] std::string public_text(const PublicKey& key);
/// From public_text() or bare hex.
[[nodiscard]] std::optional<PublicKey> public_from_text(std::string_view text);

[[nodiscard]] std::string hex(const std::uint8_t* bytes, std::size_t size);
[[nodiscard]] std::optional<Signature> signature_from_hex(std::string_view text);

/// Turns names into `J-` + 12 base-32 characters (keyed BLAKE2b) under a random key that dies with the object: two objects give unlinkable
/// pseudonyms.
class Pseudonyms {
 public:
  Pseudonyms();
  ~Pseudonyms();
  Pseudonyms(const Pseudonyms&) = delete;
  Pseudonyms& operator=(const Pseudonyms&) = delete;
  /// The same name gives the same pseudonym; the empty name stays empty.
  [[nodiscard]] std::string of(std::string_view name) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace crypto
