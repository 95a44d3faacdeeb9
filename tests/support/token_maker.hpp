#pragma once

#include <memory>
#include <string>

namespace support {

/// A key of a provider of OpenID Connect, made anew each time.
class TokenKey {
 public:
  enum class Kind { rsa, ec };
  TokenKey(Kind kind, std::string id);
  ~TokenKey();
  TokenKey(TokenKey&&) noexcept;
  TokenKey& operator=(TokenKey&&) noexcept;

  [[nodiscard]] std::string jwk() const;  ///< the public half
  /// A token with these claims (JSON); `algorithm` is what its head says, whatever the key is. Empty: the right one.
  [[nodiscard]] std::string token(const std::string& claims, std::string algorithm = "") const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace support
