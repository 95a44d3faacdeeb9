#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crypto {

/// Encrypts small secrets for the database, so that its content alone does not give them away (XChaCha20-Poly1305). The key itself never
/// leaves this class but through secret_text().
class SealingKey {
 public:
  static SealingKey generate();
  /// Reads what secret_text() wrote (white space at the ends allowed); nothing if it is something else.
  static std::optional<SealingKey> from_text(std::string_view text);
  SealingKey(const SealingKey&) = delete;
  SealingKey& operator=(const SealingKey&) = delete;
  SealingKey(SealingKey&&) noexcept = default;
  SealingKey& operator=(SealingKey&&) noexcept = default;
  ~SealingKey();

  /// `context` says what it belongs to: it opens there only, so that nobody moves it to another row.
  [[nodiscard]] std::string seal(std::string_view secret, std::string_view context) const;
  /// Nothing if it was sealed by another key, for something else, or was changed.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

  /// `juara-sealing-key:<64 hex>\n`: the content of a key file.
  [[nodiscard]] std::string secret_text() const;

 private:
  SealingKey() = default;
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace crypto
