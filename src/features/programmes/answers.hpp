#pragma once

#include <string>
#include <vector>

#include "features/programmes/publication.hpp"
#include "features/programmes/row_store.hpp"
#include "features/programmes/unit_store.hpp"
#include "json/writer.hpp"

/// The objects of docs/developer/api.md, section "Public".
namespace programmes {

/// `programme`; results that are not public are left out. `whole`: with its facts.
void write_programme(json::Writer& writer, const Programme& programme, const std::vector<Result>& results, base::Instant now, bool whole);
void write_programme_short(json::Writer& writer, const Programme& programme);
void write_result_short(json::Writer& writer, const Result& result, base::Instant now);

/// What stands around a result.
struct Surroundings {
  std::optional<Result> replaces;
  std::vector<Result> history;
};
/// `result`; it must be public.
[[nodiscard]] std::string result_answer(const Result& result, const Surroundings& around, base::Instant now);

/// `row`. `result`: JSON of the result in which it stands; `explanation`: null = without.
struct RowExtras {
  std::string result = {};
  const tally::Text* explanation = nullptr;
};
void write_row(json::Writer& writer, const store::Row& row, const RowExtras& extras = {});
void write_unit(json::Writer& writer, const store::Unit& unit);
/// The members of `unit`, without braces.
void write_unit_members(json::Writer& writer, const store::Unit& unit);

}  // namespace programmes
