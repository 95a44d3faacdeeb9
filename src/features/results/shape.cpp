#include "features/results/shape.hpp"

#include <algorithm>

namespace results {

using base::Document;

bool Shape::object(const Document* found, const std::string& path, const Keys& keys, const Keys& may) {
  if (found == nullptr || !found->is_map()) return fault(path);
  bool good = true;
  for (const std::string_view key : keys) {
    if (found->find(key) == nullptr) good = fault(path + "." + std::string(key));
  }
  for (const auto& [key, value] : found->map()) {
    const auto known = [&, &key = key](const Keys& list) { return std::find(list.begin(), list.end(), key) != list.end(); };
    if (!known(keys) && !known(may)) good = fault(path + "." + key);
  }
  return good;
}

bool Shape::texts(const Document* found, const std::string& path) {
  if (found == nullptr || !found->is_map()) return fault(path);
  bool good = true;
  for (const auto& [key, value] : found->map()) {
    if (!value.is_text()) good = fault(path + "." + key);
  }
  return good;
}

bool Shape::text(const Document& owner, std::string_view key, const std::string& path) {
  const Document* found = owner.find(key);
  return (found != nullptr && found->is_text()) || fault(path + "." + std::string(key));
}

bool Shape::whole(const Document& owner, std::string_view key, const std::string& path) {
  const Document* found = owner.find(key);
  return (found != nullptr && found->is_integer()) || fault(path + "." + std::string(key));
}

bool Shape::whole_or_null(const Document& owner, std::string_view key, const std::string& path) {
  const Document* found = owner.find(key);
  return (found != nullptr && (found->is_integer() || found->is_null())) || fault(path + "." + std::string(key));
}

void Shape::records(const Document* found, const std::string& path, const Keys& keys, std::string_view map_key) {
  if (found == nullptr || !found->is_list()) return (void)fault(path);
  for (std::size_t at = 0; at < found->list().size(); ++at) {
    const Document& record = found->list()[at];
    const std::string here = path + "[" + std::to_string(at) + "]";
    if (!object(&record, here, keys)) continue;
    for (const std::string_view key : keys) {
      if (key == map_key) {
        texts(record.find(key), here + "." + std::string(key));
      } else {
        text(record, key, here);
      }
    }
  }
}

bool Shape::fault(const std::string& path) {
  problems_.add({"", 0, "bundle.shape", {{"path", path}}});
  return false;
}

namespace {

const std::string kHashes = "hashes";
const std::string kFair = "fair";
const Keys kParts{"decisions", "items", "pack", "parameters", "request", "results", "sheets", "subjects"};
const Keys kMayBe{"fair", "orders"};

void check_hashes(Shape& shape, const Document& bundle) {
  const Document* hashes = bundle.find("hashes");
  if (!shape.object(hashes, "hashes", kParts, kMayBe)) return;
  shape.texts(hashes, "hashes");
  const Document* parts = bundle.find("parts");
  for (const std::string_view part : kMayBe) {
    if ((hashes->find(part) != nullptr) != (parts->find(part) != nullptr)) shape.fault(kHashes + "." + std::string(part));
  }
}

void check_fair_entries(Shape& shape, const Document* entries) {
  if (entries == nullptr || !entries->is_list()) return (void)shape.fault(kFair + ".entries");
  const Keys texts{"corrected", "deviation", "raw", "se", "shrunk", "subject", "zone"};
  for (std::size_t at = 0; at < entries->list().size(); ++at) {
    const Document& entry = entries->list()[at];
    const std::string path = kFair + ".entries[" + std::to_string(at) + "]";
    if (!shape.object(&entry, path, texts, {"rank_high", "rank_low", "sheets", "top"})) continue;
    for (const std::string_view key : texts) shape.text(entry, key, path);
    shape.whole_or_null(entry, "rank_high", path);
    shape.whole_or_null(entry, "rank_low", path);
    shape.whole(entry, "sheets", path);
    const Document* top = entry.find("top");
    const auto is_text = [](const Document& chance) { return chance.is_text(); };
    if (top == nullptr || !top->is_list() || !std::all_of(top->list().begin(), top->list().end(), is_text)) shape.fault(path + ".top");
  }
}

void check_fair_jurors(Shape& shape, const Document* jurors) {
  if (jurors == nullptr || !jurors->is_list()) return (void)shape.fault(kFair + ".jurors");
  const Keys texts{"consistency", "evaluator", "se", "severity"};
  for (std::size_t at = 0; at < jurors->list().size(); ++at) {
    const Document& juror = jurors->list()[at];
    const std::string path = kFair + ".jurors[" + std::to_string(at) + "]";
    if (!shape.object(&juror, path, texts, {"entries"})) continue;
    for (const std::string_view key : texts) shape.text(juror, key, path);
    shape.whole(juror, "entries", path);
  }
}

void check_fair(Shape& shape, const Document& part) {
  if (!shape.object(&part, "fair", {"entries", "jurors", "request", "summary"})) return;
  check_fair_entries(shape, part.find("entries"));
  check_fair_jurors(shape, part.find("jurors"));
  const Document* request = part.find("request");
  if (shape.object(request, kFair + ".request", {"draws", "model", "seed", "top"})) {
    shape.whole(*request, "draws", kFair + ".request");
    shape.text(*request, "model", kFair + ".request");
    shape.text(*request, "seed", kFair + ".request");
    const Document* top = request->find("top");
    const auto is_whole = [](const Document& places) { return places.is_integer(); };
    if (!top->is_list() || !std::all_of(top->list().begin(), top->list().end(), is_whole)) shape.fault(kFair + ".request.top");
  }
  const Document* summary = part.find("summary");
  const Keys texts{"case",        "criterion",         "entry_variance",    "lambda",
                   "reliability", "residual_variance", "severity_variance", "weakest_link"};
  if (!shape.object(summary, kFair + ".summary", texts, {"components"})) return;
  for (const std::string_view key : texts) shape.text(*summary, key, kFair + ".summary");
  shape.whole(*summary, "components", kFair + ".summary");
}

}  // namespace

void check_shape(const Document& bundle, base::Problems& problems) {
  Shape shape(problems);
  if (!shape.object(&bundle, "$", {"format", "hashes", "parts"}, {"signature"})) return;
  const Document* format = bundle.find("format");
  if (!format->is_text() || format->text() != "juara/bundle/1") shape.fault("format");
  if (const Document* signature = bundle.find("signature")) {
    if (shape.object(signature, "signature", {"algorithm", "public_key", "value"})) shape.texts(signature, "signature");
  }
  const Document* parts = bundle.find("parts");
  if (!shape.object(parts, "parts", kParts, kMayBe)) return;
  check_hashes(shape, bundle);
  if (!parts->find("decisions")->is_list() || !parts->find("decisions")->list().empty()) shape.fault("decisions");
  if (!parts->find("results")->is_list()) shape.fault("results");
  if (!parts->find("pack")->is_map()) shape.fault("pack");
  shape.texts(parts->find("parameters"), "parameters");
  if (shape.object(parts->find("request"), "request", {"stage"})) shape.texts(parts->find("request"), "request");
  shape.records(parts->find("subjects"), "subjects", {"attributes", "category", "group", "id", "name", "parent", "region", "type"},
                "attributes");
  shape.records(parts->find("items"), "items", {"attributes", "id", "name", "subject"}, "attributes");
  shape.records(parts->find("sheets"), "sheets", {"evaluator", "item", "stage", "subject", "values"}, "values");
  if (const Document* fair = parts->find("fair")) check_fair(shape, *fair);
}

}  // namespace results
