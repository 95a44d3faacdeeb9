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

void check_results(const std::string& file, Verification& found, Recomputed& made, base::Problems& problems) {
  const Document& parts = *made.bundle.find("parts");
  try {
    made.pack = tally::read_pack(*parts.find("pack"), file, settings_of(parts));
    found.pack = made.pack.id + "@" + made.pack.version;
    made.input = input_of(parts, made.pack);
    const Document* orders = parts.find("orders");
    if (has_methods(made.pack) != (orders != nullptr)) return problems.add({"", 0, "bundle.shape", {{"path", "orders"}}});
    made.result = tally::tally(made.pack, made.input, published_figures(orders));
    // What was read, written again: this finds wrong results, and a part that no tally of ours would have written so.
    for (const auto& [name, text] : parts_of(made.tallied(), *parts.find("pack"))) {
      if (text == canonical_part(parts, name)) continue;
      Comparison(problems).compare(*parts.find(name), json::parse(text, file), std::string(name));
    }
    made.fair = check_fair(parts, made.tallied(), file, problems);
  } catch (const base::Error& error) {
    for (base::Problem problem : error.problems()) problems.add(std::move(problem));
  }
}

struct Demand {
  const std::string& file;
  const std::optional<crypto::PublicKey>& signer;
};

void check_all(std::string_view text, const Demand& demand, Verification& found, Recomputed& made, base::Problems& problems) {
  made.bundle = json::parse(text, demand.file);
  check_shape(made.bundle, problems);
  if (!problems.empty()) return;
  if (json::canonical(made.bundle) != text) problems.add({demand.file, 0, "bundle.not_canonical", {}});
  check_hashes(made.bundle, problems);
  check_signature(made.bundle, demand.signer, found, problems);
  if (!problems.empty()) return;
  const Document& parts = *made.bundle.find("parts");
  found.subjects = parts.find("subjects")->list().size();
  found.sheets = parts.find("sheets")->list().size();
  check_results(demand.file, found, made, problems);
}

/// Never throws base::Error: what is wrong stands in `problems`.
Verification verify_into(std::string_view text, const Demand& demand, Recomputed& made, base::Problems& problems) {
  Verification found;
  try {
    check_all(text, demand, found, made, problems);
  } catch (const base::Error& error) {
    for (base::Problem problem : error.problems()) problems.add(std::move(problem));
  }
  found.differences = problems.kept();
  return found;
}

}  // namespace

Verification verify(std::string_view text, const std::string& file, const std::optional<crypto::PublicKey>& expected) {
  Recomputed made;
  base::Problems problems;
  return verify_into(text, {file, expected}, made, problems);
}

std::unique_ptr<const Recomputed> open_bundle(std::string_view text, const std::string& file) {
  auto made = std::make_unique<Recomputed>();
  base::Problems problems;
  (void)verify_into(text, {file, std::nullopt}, *made, problems);
  problems.throw_if_any();
  return made;
}

}  // namespace results
