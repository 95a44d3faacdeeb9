#include "features/programmes/publication.hpp"

#include <array>

#include "base/error.hpp"

namespace programmes {
namespace {

[[noreturn]] void refuse(const char* code, const Result& result) { throw base::Error(base::Kind::conflict, code, {{"result", result.id}}); }

}  // namespace

const char* word(State state) {
  static constexpr auto kWords = std::to_array<const char*>({"draft", "scheduled", "published", "withdrawn", "replaced"});
  return kWords.at(static_cast<std::size_t>(state));
}

std::int64_t Result::version_at(base::Instant now) const {
  const bool has_appeared = public_from && *public_from <= now;
  const bool is_replaced = successor && successor->at <= now;
  return version + (has_appeared ? 1 : 0) + (is_replaced ? 1 : 0);
}

State Result::state_at(base::Instant now) const {
  if (!public_from) return State::draft;
  if (*public_from > now) return State::scheduled;
  if (withdrawn) return State::withdrawn;
  return successor && successor->at <= now ? State::replaced : State::published;
}

void require_undecided(const Result& result, base::Instant now) {
  if (is_public(result.state_at(now))) refuse("programmes.already_public", result);
}

void require_withdrawable(const Result& result, base::Instant now) {
  const State state = result.state_at(now);
  if (!is_public(state)) refuse("programmes.not_public", result);
  if (state == State::withdrawn) refuse("programmes.already_withdrawn", result);
}

void require_replaceable(const Result& old, const std::string& by, base::Instant now) {
  if (old.state_at(now) != State::published || (old.successor && old.successor->id != by)) refuse("programmes.not_replaceable", old);
}

}  // namespace programmes
