#include <algorithm>
#include <string>

#include "features/results/api.hpp"
#include "features/results/bundle_parts.hpp"
#include "features/results/bundle_reader.hpp"
#include "features/results/comparison.hpp"
#include "features/results/fair_part.hpp"
#include "features/results/order_part.hpp"
#include "features/results/shape.hpp"
#include "json/json.hpp"
#include "tally/pack_reader.hpp"
#include "tally/tally.hpp"

namespace results {
namespace {

using base::Document;

/// The text of a member of the top object or of `parts`: in a canonical file it stands as it was hashed.
std::string canonical_part(const Document& parts, std::string_view name) { return json::canonical(*parts.find(name)); }

void check_hashes(const Document& bundle, base::Problems& problems) {
  for (const auto& [name, hash] : bundle.find("hashes")->map()) {
    if (crypto::sha256(canonical_part(*bundle.find("parts"), name)) != hash.text()) {
      problems.add({"", 0, "bundle.hash", {{"path", "hashes." + name}}});
    }
  }
}

void check_signature(const Document& bundle, const std::optional<crypto::PublicKey>& expected, Verification& found,
                     base::Problems& problems) {
  const Document* signature = bundle.find("signature");
  if (signature == nullptr) {
    if (expected) problems.add({"", 0, "bundle.not_signed", {{"path", "signature"}}});
    return;
  }
  found.signed_by = signature->find("public_key")->text();
  const auto key = crypto::public_from_text(found.signed_by);
  const auto value = crypto::signature_from_hex(signature->find("value")->text());
  const Document signed_part(Document::Map{{"format", *bundle.find("format")}, {"hashes", *bundle.find("hashes")}});
  const bool lower_case = key && crypto::hex(key->data(), key->size()) == found.signed_by && value &&
                          crypto::hex(value->data(), value->size()) == signature->find("value")->text();
  if (signature->find("algorithm")->text() != "ed25519" || !lower_case || !crypto::verify(*key, json::canonical(signed_part), *value)) {
    problems.add({"", 0, "bundle.signature", {{"path", "signature"}}});
  } else if (expected && *expected != *key) {
    problems.add({"", 0, "bundle.other_key", {{"path", "signature"}, {"found", found.signed_by}}});
  }
}

void check_results(const Document& parts, const std::string& file, Verification& found, base::Problems& problems) {
  try {
    const tally::Pack pack = tally::read_pack(*parts.find("pack"), file, settings_of(parts));
    found.pack = pack.id + "@" + pack.version;
    const tally::Input input = input_of(parts, pack);
    const Document* orders = parts.find("orders");
    if (has_methods(pack) != (orders != nullptr)) return problems.add({"", 0, "bundle.shape", {{"path", "orders"}}});
    const tally::Result result = tally::tally(pack, input, published_figures(orders));
    // What was read, written again: this finds wrong results, and a part that no tally of ours would have written so.
    for (const auto& [name, text] : parts_of({pack, input, result}, *parts.find("pack"))) {
      if (text == canonical_part(parts, name)) continue;
      Comparison(problems).compare(*parts.find(name), json::parse(text, file), std::string(name));
    }
    check_fair(parts, {pack, input, result}, file, problems);
  } catch (const base::Error& error) {
    for (base::Problem problem : error.problems()) problems.add(std::move(problem));
  }
}

void check_all(std::string_view text, const std::string& file, const std::optional<crypto::PublicKey>& expected, Verification& found,
               base::Problems& problems) {
  const Document bundle = json::parse(text, file);
  check_shape(bundle, problems);
  if (!problems.empty()) return;
  if (json::canonical(bundle) != text) problems.add({file, 0, "bundle.not_canonical", {}});
  check_hashes(bundle, problems);
  check_signature(bundle, expected, found, problems);
  if (!problems.empty()) return;
  const Document& parts = *bundle.find("parts");
  found.subjects = parts.find("subjects")->list().size();
  found.sheets = parts.find("sheets")->list().size();
  check_results(parts, file, found, problems);
}

}  // namespace

Verification verify(std::string_view text, const std::string& file, const std::optional<crypto::PublicKey>& expected) {
  Verification found;
  base::Problems problems;
  try {
    check_all(text, file, expected, found, problems);
  } catch (const base::Error& error) {
    for (base::Problem problem : error.problems()) problems.add(std::move(problem));
  }
  found.differences = problems.kept();
  return found;
}

}  // namespace results
