#include "crypto/crypto.hpp"
#include "features/results/api.hpp"
#include "json/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

/// With right hashes, so that what they guard is reached as well.
std::string rehashed(const std::string& text) {
  base::Document bundle = json::parse(text, "bundle.json");
  const base::Document* parts = bundle.find("parts");
  if (parts == nullptr || !parts->is_map()) return text;
  base::Document::Map hashes;
  for (const auto& [name, part] : parts->map()) hashes.emplace_back(name, crypto::sha256(json::canonical(part)));
  for (auto& [name, member] : bundle.map()) {
    if (name == "hashes") member = hashes;
  }
  return json::canonical(bundle);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run(data, size, [](const std::string& text) {
    (void)results::verify(text, "bundle.json", std::nullopt);
    (void)results::verify(rehashed(text), "bundle.json", std::nullopt);
  });
}
