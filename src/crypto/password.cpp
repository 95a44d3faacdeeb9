#include "crypto/password.hpp"

#include <sodium.h>

#include <array>
#include <cstring>
#include <new>

#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "crypto/sodium.hpp"

namespace crypto {

PasswordHasher::PasswordHasher(PasswordCost cost) : PasswordHasher(cost, Load()) {}

PasswordHasher::PasswordHasher(PasswordCost cost, Load load) : cost_(cost), load_(load) {
  ensure_sodium();
  constexpr std::size_t kUnknown = 32;
  of_nobody_ = hash_now(random_hex(kUnknown));
}

void PasswordHasher::in_turn(const std::function<void()>& work) {
  std::unique_lock lock(mutex_);
  if (running_ == load_.at_once) {
    if (waiting_ == load_.waiting) throw base::Error(base::Kind::unavailable, "crypto.busy", {{"retry_after", "1"}});
    ++waiting_;
    freed_.wait(lock, [&] { return running_ < load_.at_once; });
    --waiting_;
  }
  ++running_;
  lock.unlock();
  const auto leave = [&] {
    lock.lock();
    --running_;
    lock.unlock();
    freed_.notify_one();
  };
  try {
    work();
  } catch (...) {
    leave();
    throw;
  }
  leave();
}

std::string PasswordHasher::hash_now(std::string_view password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int result =
      crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes, cost_.memory, crypto_pwhash_ALG_ARGON2ID13);
  if (result != 0) throw std::bad_alloc();  // nothing else can fail
  return text.data();
}

std::string PasswordHasher::hash(std::string_view password) {
  std::string hash;
  in_turn([&] { hash = hash_now(password); });
  return hash;
}

bool PasswordHasher::matches(const std::string& hash, std::string_view password) {
  bool matches = false;
  in_turn([&] { matches = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0; });
  return matches;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory) != 0;
}

}  // namespace crypto
