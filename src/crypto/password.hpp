#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace crypto {

/// What guessing one password costs. The default is OWASP's profile for Argon2id.
struct PasswordCost {
  std::size_t memory = std::size_t{19} << 20U;  ///< bytes
  unsigned passes = 2;
};

/// Hashes passwords with Argon2id. For use by many threads; only a few hash at once, because each takes much memory and a whole core.
class PasswordHasher {
 public:
  struct Load {
    std::size_t at_once = 2;
    std::size_t waiting = 4;  ///< more are refused, so that sign-ins never hold all workers of a server
  };

  explicit PasswordHasher(PasswordCost cost = {});
  PasswordHasher(PasswordCost cost, Load load);

  /// A text that holds the parameters and a salt as well. Throws Error(unavailable, crypto.busy) if too many are waiting, as matches()
  /// does.
  [[nodiscard]] std::string hash(std::string_view password);
  /// Takes as long whether or not they match.
  [[nodiscard]] bool matches(const std::string& hash, std::string_view password);
  /// Whether the hash was made at another cost.
  [[nodiscard]] bool is_outdated(const std::string& hash) const;
  /// The hash of a password that nobody knows, to compare with where there is no account: so that both take as long.
  [[nodiscard]] const std::string& of_nobody() const { return of_nobody_; }

 private:
  void in_turn(const std::function<void()>& work);
  [[nodiscard]] std::string hash_now(std::string_view password) const;

  const PasswordCost cost_;
  const Load load_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
  std::string of_nobody_;
};

}  // namespace crypto
