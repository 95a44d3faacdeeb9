#include "app/keys.hpp"

#include "base/error.hpp"
#include "base/files.hpp"

namespace app {

std::optional<crypto::SigningKey> read_signing_key(const std::string& path) {
  if (path.empty()) return std::nullopt;
  auto key = crypto::SigningKey::from_text(base::read_file(path));
  if (!key) throw base::Error(base::Kind::invalid, base::Problem{path, 0, "keys.not_a_secret", {}});
  return key;
}

}  // namespace app
