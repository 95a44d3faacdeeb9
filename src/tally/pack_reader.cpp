#include "tally/pack_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "tally/fields.hpp"
#include "tally/pack_check.hpp"
#include "tally/ranking_reader.hpp"
#include "tally/tree_reader.hpp"

namespace tally {
namespace {

const std::vector<std::string_view> kStageKinds{"check", "desk", "objection", "presentation", "visit", "plenary"};

void read_years(Fields& fields, Pack& pack) {
  const auto years = fields.words("years");
  const auto year = [&](std::size_t at) {
    int value = 0;
    if (at < years.size()) std::from_chars(years[at].data(), years[at].data() + years[at].size(), value);
    return value;
  };
  pack.first_year = year(0);
  pack.last_year = year(1);
  if (years.size() != 2 || pack.first_year < 1945 || pack.last_year < pack.first_year || pack.last_year > 9999) {
    fields.problem("pack.bad_years");
  }
}

void read_sources(Fields& fields, Pack& pack) {
  const base::Document* sources = fields.required("sources");
  if (sources != nullptr) {
    Fields keys(*sources, "sources", fields.reading());
    if (sources->is_map()) {
      for (const auto& [key, entry] : sources->map()) {
        (void)keys.optional(key);
        Fields source(entry, "sources." + key, fields.reading());
        pack.sources.push_back({key, source.word("title"), source.word("url", false)});
      }
    }
  }
  fields.list("legal_basis", false, [&](const base::Document& member, const std::string& name) {
    Fields basis(member, name, fields.reading());
    const std::string title = basis.word("title");
    pack.legal_basis.push_back({basis.word("source", false), title, ""});
  });
}

/// For messages: `a, b, c`, or a dash for none.
std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all.empty() ? "—" : all;
}

Parameter read_parameter(Fields& fields, const Pack& pack, const Settings& settings) {
  Parameter parameter;
  parameter.named = fields.named(pack.provenance);
  parameter.is_date = fields.choice("type", {"number", "date"}) == 1;
  parameter.value = fields.word("default", false);
  parameter.choices = fields.words("choices");
  const auto valid = [&](const std::string& value) {
    return parameter.is_date ? is_date(value) : base::Rational::parse(value).has_value();
  };
  const auto offered = [&](const std::string& value) {
    return parameter.choices.empty() || std::find(parameter.choices.begin(), parameter.choices.end(), value) != parameter.choices.end();
  };
  const bool has_default = !parameter.value.empty();
  if ((!has_default && !parameter.is_date) || (has_default && (!valid(parameter.value) || !offered(parameter.value)))) {
    fields.problem("pack.bad_default", {{"parameter", parameter.named.id}});
  }
  for (const auto& [id, value] : settings) {
    if (id != parameter.named.id) continue;
    if (!valid(value) || !offered(value)) {
      fields.reading().problems.add(
          {"", 0, "tally.parameter_value", {{"parameter", id}, {"found", value}, {"choices", joined(parameter.choices)}}});
    }
    parameter.value = value;
  }
  return parameter;
}

void read_parameters(Fields& fields, Pack& pack, const Settings& settings) {
  fields.list("parameters", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    pack.parameters.push_back(read_parameter(entry, pack, settings));
    const Parameter& parameter = pack.parameters.back();
    if (!parameter.is_date) fields.reading().parameters.emplace_back(parameter.named.id, parameter.value);
  });
  for (const auto& [id, value] : settings) {
    if (index_of(pack.parameters, id) >= 0) continue;
    std::vector<std::string> known;
    for (const Parameter& parameter : pack.parameters) known.push_back(parameter.named.id);
    fields.reading().problems.add({"", 0, "tally.unknown_parameter", {{"parameter", id}, {"choices", joined(known)}}});
  }
}

std::vector<Named> read_named(Fields& fields, std::string_view key, const Pack& pack) {
  std::vector<Named> all;
  fields.list(key, false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    all.push_back(entry.named(pack.provenance));
  });
  return all;
}

void read_levels(Fields& fields, Pack& pack) {
  fields.list("levels", true, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    Level level{entry.named(pack.provenance), entry.words("types")};
    if (index_of(pack.levels, level.named.id) >= 0) entry.problem("pack.repeated", {{"id", level.named.id}});
    pack.levels.push_back(std::move(level));
  });
  const auto open = std::count_if(pack.levels.begin(), pack.levels.end(), [](const Level& level) { return level.types.empty(); });
  if (open > 1) fields.problem("pack.levels_without_types");
}

void read_stages(Fields& fields, Pack& pack) {
  fields.list("stages", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    Stage stage;
    stage.named = entry.named(pack.provenance);
    stage.kind = kStageKinds[static_cast<std::size_t>(entry.choice("kind", kStageKinds))];
    stage.weight = entry.number("weight");
    stage.days = entry.whole("days", 0, 1000, 0);
    stage.actor = entry.text("actor", false);
    if (const base::Document* minutes = entry.optional("minutes")) {
      Fields times(*minutes, name + ".minutes", fields.reading());
      stage.presentation_minutes = times.whole("presentation", 0, 1000, 0);
      stage.interview_minutes = times.whole("interview", 0, 1000, 0);
    }
    if (index_of(pack.stages, stage.named.id) >= 0) entry.problem("pack.repeated", {{"id", stage.named.id}});
    pack.stages.push_back(std::move(stage));
  });
}

void read_evaluators(Fields& fields, Pack& pack) {
  const base::Document* document = fields.required("evaluators");
  if (document == nullptr) return;
  Fields entry(*document, "evaluators", fields.reading());
  Evaluators& rule = pack.evaluators;
  rule.provenance = entry.provenance(pack.provenance);
  rule.combine = static_cast<Combine>(entry.choice("combine", {"mean", "median", "trimmed_mean"}));
  rule.at_total = entry.choice("at", {"indicator", "total"}) == 1;
  rule.complete_sheets = entry.choice("sheets", {"partial", "complete"}) == 1;
  rule.drop_low = entry.whole("drop_low", 0, 1000, 0);
  rule.drop_high = entry.whole("drop_high", 0, 1000, 0);
  rule.min = entry.whole("min", 0, 1000000, 0);
  rule.max = entry.whole("max", 0, 1000000, 0);
}

void read_band_rounding(Fields& fields, BandTable& table) {
  const base::Document* round = fields.optional("round");
  table.exact = round != nullptr && round->is_text();
  table.round = fields.rounding("round");
}

void read_bands(Fields& fields, Pack& pack) {
  fields.list("bands", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    BandTable table;
    table.line = entry.line();
    table.provenance = entry.provenance(pack.provenance);
    for (const std::string& level : entry.words("level")) {
      table.levels.push_back(index_of(pack.levels, level));
      if (table.levels.back() < 0) entry.problem("pack.unknown_level", {{"level", level}});
    }
    table.when = entry.when();
    read_band_rounding(entry, table);
    table.closed = static_cast<Closed>(entry.choice("closed", {"both", "lower", "upper"}));
    entry.list("list", true, [&](const base::Document& row, const std::string& row_name) {
      Fields cells(row, entry.what() + "." + row_name, fields.reading());
      Band band;
      band.named.id = cells.word("id");
      band.named.name = cells.text("name");
      band.named.provenance = cells.provenance(table.provenance);
      band.from = cells.needed_number("from");
      band.to = cells.needed_number("to");
      band.zone = cells.word("zone", false);
      band.zone_name = cells.text("zone_name", false);
      table.bands.push_back(std::move(band));
    });
    std::sort(table.bands.begin(), table.bands.end(), [](const Band& a, const Band& b) { return a.from < b.from; });
    pack.bands.push_back(std::move(table));
  });
}

void read_rounding(Fields& fields, Pack& pack) {
  pack.rounding_provenance = pack.provenance;
  const base::Document* rounding = fields.required("rounding");
  if (rounding == nullptr) return;
  pack.rounding = fields.rounding("rounding");
  if (rounding->is_map()) {
    Reading ignored;  // its problems were reported just above; this only picks up trust and source
    Fields entry(*rounding, "rounding", ignored);
    pack.rounding_provenance = entry.provenance(pack.provenance);
  }
}

}  // namespace

bool is_date(std::string_view text) {
  static constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto part = [&](std::size_t at, std::size_t size) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, value);
    return error == std::errc() && end == text.data() + at + size ? value : -1;
  };
  const int year = part(0, 4);
  const int month = part(5, 2);
  const int day = part(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)]) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month != 2 || day <= (leap ? 29 : 28);
}

Pack read_pack(const base::Document& document, const std::string& file, const Settings& settings) {
  Reading reading;
  reading.file = file;
  Pack pack;
  {
    Fields fields(document, "", reading);
    if (fields.word("juara") != "pack/1") fields.problem("pack.format");
    pack.provenance = fields.provenance({});
    if (document.is_map() && document.find("trust") == nullptr) fields.problem("pack.missing_key", {{"key", "trust"}, {"what", "pack"}});
    pack.id = fields.id();
    pack.version = fields.word("version");
    pack.name = fields.text("name");
    pack.issuer = fields.word("issuer");
    pack.about = fields.text("about", false);
    read_years(fields, pack);
    read_sources(fields, pack);
    fields.list("notes", false, [&](const base::Document& member, const std::string& name) {
      Fields note(member, name, reading);
      pack.notes.push_back({note.word("id"), note.word("en")});
    });
    read_parameters(fields, pack, settings);
    pack.groups = read_named(fields, "groups", pack);
    pack.categories = read_named(fields, "categories", pack);
    read_levels(fields, pack);
    read_stages(fields, pack);
    read_evaluators(fields, pack);
    read_trees(fields, pack);
    read_rounding(fields, pack);
    read_bands(fields, pack);
    read_rankings(fields, pack);
    read_eligibility(fields, pack);
  }
  if (reading.problems.empty()) check_pack(pack, reading);
  reading.problems.throw_if_any();
  return pack;
}

}  // namespace tally
