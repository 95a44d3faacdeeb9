#include "crypto/sodium.hpp"

#include <sodium.h>

#include "base/error.hpp"

namespace crypto {

void ensure_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw base::Error(base::Kind::unavailable, "crypto.unavailable");
}

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

}  // namespace crypto
