#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "tally/provenance.hpp"

namespace programmes {

struct PackName {
  std::string id, version;
  tally::Text name;

  [[nodiscard]] std::string key() const { return id + "@" + version; }
};

/// One edition of a contest or assessment.
struct Programme {
  std::string slug;
  tally::Text title;
  PackName pack;
  int year = 0;
  std::optional<std::string> day;  ///< YYYY-MM-DD
  std::optional<std::string> place, organiser;
  std::vector<tally::Text> facts;         ///< what is stated of it
  std::vector<tally::Text> illustrative;  ///< what was made up so that it can be shown
};

enum class State { draft, scheduled, published, withdrawn, replaced };

/// As the API writes it.
[[nodiscard]] const char* word(State state);

/// A result that takes the place of another one, or has its place taken.
struct Replacement {
  std::string id;
  base::Instant at;  ///< when the successor appears
  tally::Text note;  ///< what was corrected
};

struct Withdrawal {
  base::Instant at;
  tally::Text reason;
};

/// What is known of a result besides its rows.
struct Result {
  std::string id;
  std::string programme;  ///< its slug
  tally::Text programme_title;
  int programme_year = 0;
  tally::Text caption;
  int year = 0;
  PackName pack;
  std::string pack_trust;
  int subjects = 0;
  bool illustrative = false;
  std::string overview;  ///< JSON, see BundleIndex; only where it was asked for
  std::string sha256;    ///< of the bundle
  std::int64_t bytes = 0;
  std::string signed_by;
  base::Instant loaded_at;
  std::optional<base::Instant> public_from;
  std::optional<Withdrawal> withdrawn = {};
  std::optional<std::string> replaces;
  tally::Text note;                           ///< why it replaces that
  std::optional<Replacement> successor = {};  ///< decided, perhaps not yet public
  std::int64_t version = 0;                   ///< counts the decisions

  /// What readers see of it at this moment.
  [[nodiscard]] State state_at(base::Instant now) const;
  /// Counts what was decided of it, and the moments at which it appeared and was replaced: nobody has decided anything just then, but what
  /// may be decided next is another.
  [[nodiscard]] std::int64_t version_at(base::Instant now) const;
};

/// What readers see, named: with the same revision, and before `until`, everything public is the same.
struct Edition {
  std::int64_t revision = 0;
  std::optional<base::Instant> until;  ///< the next moment at which something decided under embargo appears
  bool operator==(const Edition&) const = default;
};

/// Whether the public sees anything of a result in this state.
[[nodiscard]] constexpr bool is_public(State state) { return state != State::draft && state != State::scheduled; }

// What must hold for a step; each throws Error(conflict) if it does not.
/// A draft, or one whose moment has not yet come, may be given a (new) moment.
void require_undecided(const Result& result, base::Instant now);
/// Only what readers see can be withdrawn, and only once.
void require_withdrawable(const Result& result, base::Instant now);
/// Only a published result that nothing else replaces can be replaced.
void require_replaceable(const Result& old, const std::string& by, base::Instant now);

}  // namespace programmes
