#pragma once

#include <vector>

#include "features/programmes/office.hpp"

/// How a secretariat opens a programme and keeps what is said of it.
namespace programmes {

/// What a secretariat says of a programme. Error(invalid, programmes.bad_slug), Error(not_found, packs.not_shipped).
struct ProgrammeGiven {
  std::string slug = {};  ///< its name in addresses; empty: made of the title
  tally::Text title;
  std::string pack;  ///< `id@version`
  int year = 0;
  std::optional<std::string> day = {};  ///< YYYY-MM-DD
  std::optional<std::string> place = {}, organiser = {};
};

/// Those in which the caller may publish, newest first.
[[nodiscard]] std::vector<Programme> office_programmes(const Office& office, const identity::Caller& caller);
/// Error(forbidden, identity.forbidden), or Error(not_found, programmes.unknown) for one that is not there.
[[nodiscard]] Programme office_programme(const Office& office, const identity::Caller& caller, const std::string& slug);
/// Readers see it once a result of it is published. Error(forbidden), Error(conflict, programmes.slug_taken).
[[nodiscard]] Programme open_programme(const Office& office, const identity::Caller& caller, const ProgrammeGiven& given);
/// `seen`: as the caller has seen it; Error(precondition, http.changed) if it is another by now. Its slug stays.
[[nodiscard]] Programme change_programme(const Office& office, const identity::Caller& caller, const Programme& seen,
                                         const ProgrammeGiven& given);

}  // namespace programmes
