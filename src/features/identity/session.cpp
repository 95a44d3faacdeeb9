#include "features/identity/session.hpp"

namespace identity {

bool is_over(const Session& session, base::Instant now) { return now >= session.expires_at || now - session.seen_at >= kLongestIdle; }

std::vector<Grant> given_until(const std::vector<KeptGrant>& grants, base::Instant moment) {
  std::vector<Grant> given;
  for (const KeptGrant& kept : grants) {
    if (kept.granted_at <= moment) given.push_back(kept.grant);
  }
  return given;
}

}  // namespace identity
