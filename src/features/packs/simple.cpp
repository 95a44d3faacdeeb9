#include <string>
#include <vector>

#include "base/text.hpp"
#include "features/packs/api.hpp"

namespace packs {
namespace {

using base::Document;

[[noreturn]] void refuse(const char* code, std::string_view found) {
  throw base::Error(base::Kind::invalid, code, {{"found", std::string(found)}});
}

Document both(const std::string& id, const std::string& en) { return Document::Map{{"id", id}, {"en", en}}; }

struct Criterion {
  std::string id;
  base::Rational weight;
};

std::vector<Criterion> parse_weights(std::string_view text) {
  std::vector<Criterion> criteria;
  for (const std::string_view entry : base::split(text, ',')) {
    const auto equals = entry.find('=');
    const auto weight = equals == std::string_view::npos ? std::nullopt : base::Rational::parse(base::trimmed(entry.substr(equals + 1)));
    if (!weight || *weight < base::Rational(0)) refuse("simple.weights", entry);
    criteria.push_back({std::string(base::trimmed(entry.substr(0, equals))), *weight});
  }
  return criteria;
}

Document indicator(const Criterion& criterion, std::string_view low, std::string_view high) {
  return Document::Map{{"id", criterion.id},
                       {"name", both(criterion.id, criterion.id)},
                       {"weight", criterion.weight.text()},
                       {"value", Document::Map{{"type", "number"}, {"min", std::string(low)}, {"max", std::string(high)}}}};
}

}  // namespace

LoadedPack simple_pack(std::string_view weights, std::string_view scale, int decimals) {
  const auto colon = scale.find(':');
  const std::string_view low = scale.substr(0, colon);
  const std::string_view high = colon == std::string_view::npos ? std::string_view() : scale.substr(colon + 1);
  const auto lowest = base::Rational::parse(low);
  const auto highest = base::Rational::parse(high);
  if (!lowest || !highest || *highest <= *lowest) refuse("simple.scale", scale);
  Document::List children;
  base::Rational sum;
  for (const Criterion& criterion : parse_weights(weights)) {
    children.push_back(indicator(criterion, low, high));
    sum += criterion.weight;
  }
  const Document root = Document::Map{{"id", "total"},
                                      {"name", both("Nilai akhir", "Total")},
                                      {"op", "weighted_mean"},
                                      {"weights_sum", sum.text()},
                                      {"range", Document::List{std::string(low), std::string(high)}},
                                      {"children", std::move(children)}};
  const Document level = Document::Map{{"id", "entry"}, {"name", both("Peserta", "Entry")}};
  const Document ranking = Document::Map{{"id", "peringkat"}, {"name", both("Peringkat", "Ranking")}, {"level", "entry"}};
  LoadedPack loaded{"simple",
                    Document::Map{{"juara", "pack/1"},
                                  {"id", "simple"},
                                  {"version", "1"},
                                  {"name", both("Lembar nilai sederhana", "Plain score sheet")},
                                  {"years", Document::List{"1945", "9999"}},
                                  {"issuer", "-"},
                                  {"trust", "official"},
                                  {"source", "user"},
                                  {"sources", Document::Map{{"user", Document::Map{{"title", "--weights, --scale"}}}}},
                                  {"levels", Document::List{level}},
                                  {"evaluators", Document::Map{{"combine", "mean"}, {"at", "indicator"}, {"sheets", "complete"}}},
                                  {"trees", Document::List{Document::Map{{"level", "entry"}, {"root", root}}}},
                                  {"rounding", Document::Map{{"decimals", std::to_string(decimals)}, {"mode", "half_up"}}},
                                  {"rankings", Document::List{ranking}}},
                    {}};
  loaded.pack = tally::read_pack(loaded.document, "--weights");
  return loaded;
}

}  // namespace packs
