#include <algorithm>
#include <map>

#include "features/results/api.hpp"
#include "features/results/bundle_parts.hpp"
#include "features/results/fair_part.hpp"
#include "features/results/order_part.hpp"
#include "features/results/row_writer.hpp"
#include "features/results/value_text.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"

namespace results {
namespace {

constexpr std::string_view kFormat = "juara/bundle/1";

void write_attributes(json::Writer& writer, tally::Attributes attributes) {
  std::sort(attributes.begin(), attributes.end());
  writer.key("attributes").open_object();
  for (const auto& [name, value] : attributes) writer.member(name, value);
  writer.close_object();
}

std::string items_part(const Tallied& tallied) {
  std::string out;
  json::Writer writer(out);
  writer.open_list();
  for (const tally::Item& item : tallied.input.items) {
    writer.open_object();
    write_attributes(writer, item.attributes);
    writer.member("id", item.id).member("name", item.name).member("subject", tallied.input.subjects[item.subject].id).close_object();
  }
  writer.close_list();
  return out;
}

std::string parameters_part(const Tallied& tallied) {
  std::map<std::string, std::string> set;
  for (const tally::Parameter& parameter : tallied.pack.parameters) {
    if (!parameter.value.empty()) set.emplace(parameter.named.id, parameter.value);
  }
  std::string out;
  json::Writer writer(out);
  writer.open_object();
  for (const auto& [id, value] : set) writer.member(id, value);
  writer.close_object();
  return out;
}

std::string request_part(const Tallied& tallied) {
  const int stage = tallied.input.stage;
  std::string out;
  json::Writer(out)
      .open_object()
      .member("stage", stage == tally::kNoStage ? "" : tallied.pack.stages[static_cast<std::size_t>(stage)].named.id)
      .close_object();
  return out;
}

std::string results_part(const Tallied& tallied) {
  std::string out;
  json::Writer writer(out);
  writer.open_list();
  for (const tally::Row& row : tallied.result.rows) write_row(writer, tallied, row, false);
  writer.close_list();
  return out;
}

std::string sheets_part(const Tallied& tallied) {
  std::string out;
  json::Writer writer(out);
  const auto& values = tallied.input.values;
  const auto& ids = tallied.pack.node_ids;
  std::vector<const tally::Value*> sheet;
  writer.open_list();
  for (std::size_t at = 0; at < values.size();) {
    const tally::Value& first = values[at];
    sheet.clear();
    for (; at < values.size() && is_same_sheet(first, values[at]); ++at) sheet.push_back(&values[at]);
    std::sort(sheet.begin(), sheet.end(), [&](const auto* a, const auto* b) { return ids[a->node] < ids[b->node]; });
    writer.open_object()
        .member("evaluator", first.evaluator == tally::kNone ? "" : tallied.input.evaluators[first.evaluator])
        .member("item", first.item == tally::kNone ? "" : tallied.input.items[first.item].id)
        .member("stage", first.stage == tally::kNoStage ? "" : tallied.pack.stages[static_cast<std::size_t>(first.stage)].named.id)
        .member("subject", tallied.input.subjects[first.subject].id)
        .key("values")
        .open_object();
    for (const tally::Value* value : sheet) writer.member(ids[value->node], value_text(tallied, *value));
    writer.close_object().close_object();
  }
  writer.close_list();
  return out;
}

std::string subjects_part(const Tallied& tallied) {
  std::string out;
  json::Writer writer(out);
  writer.open_list();
  for (const tally::Subject& subject : tallied.input.subjects) {
    writer.open_object();
    write_attributes(writer, subject.attributes);
    writer.member("category", subject.category).member("group", subject.group).member("id", subject.id).member("name", subject.name);
    writer.member("parent", subject.parent).member("region", subject.region).member("type", subject.type).close_object();
  }
  writer.close_list();
  return out;
}

void write_signature(json::Writer& writer, const crypto::SigningKey& key, std::string_view signed_text) {
  const crypto::Signature signature = key.sign(signed_text);
  writer.key("signature")
      .open_object()
      .member("algorithm", "ed25519")
      .member("public_key", crypto::hex(key.public_key().data(), key.public_key().size()))
      .member("value", crypto::hex(signature.data(), signature.size()))
      .close_object();
}

}  // namespace

BundleParts parts_of(const Tallied& tallied, const base::Document& pack) {
  BundleParts parts{{"decisions", "[]"}};
  if (tallied.fair != nullptr) parts.emplace_back("fair", fair_part(tallied, *tallied.fair));
  parts.emplace_back("items", items_part(tallied));
  if (has_methods(tallied.pack)) parts.emplace_back("orders", orders_part(tallied));
  parts.emplace_back("pack", json::canonical(pack));
  parts.emplace_back("parameters", parameters_part(tallied));
  parts.emplace_back("request", request_part(tallied));
  parts.emplace_back("results", results_part(tallied));
  parts.emplace_back("sheets", sheets_part(tallied));
  parts.emplace_back("subjects", subjects_part(tallied));
  return parts;
}

std::string bundle(const Tallied& tallied, const base::Document& pack, const crypto::SigningKey* key) {
  const BundleParts parts = parts_of(tallied, pack);
  std::string out;
  json::Writer writer(out);
  writer.open_object().member("format", kFormat).key("hashes").open_object();
  for (const auto& [name, text] : parts) writer.member(name, crypto::sha256(text));
  writer.close_object();
  const std::string signed_text = out + "}";
  writer.key("parts").open_object();
  for (const auto& [name, text] : parts) writer.key(name).raw(text);
  writer.close_object();
  if (key != nullptr) write_signature(writer, *key, signed_text);
  writer.close_object();
  return out;
}

tally::Input pseudonymous(const tally::Pack& pack, const tally::Input& input) {
  const crypto::Pseudonyms pseudonyms;
  tally::Input hidden = input;
  for (std::string& evaluator : hidden.evaluators) evaluator = pseudonyms.of(evaluator);
  tally::arrange(pack, hidden);
  return hidden;
}

}  // namespace results
