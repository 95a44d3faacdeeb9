#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "features/identity/api.hpp"

namespace identity {

inline constexpr std::chrono::hours kLongestIdle(2);      ///< a session without a request for so long is over
inline constexpr std::chrono::hours kLongestSession(24);  ///< and any after so long
inline constexpr std::chrono::minutes kSeenEvery(1);      ///< how exactly its last request is kept
inline constexpr std::chrono::hours kInvitationLasts(7 * 24);
inline constexpr std::chrono::hours kResetLasts(1);
inline constexpr std::chrono::hours kDeviceLasts(365 * 24);
inline constexpr std::chrono::hours kLongestToken(366 * 24);
inline constexpr std::chrono::hours kAnswersLast(24);  ///< to requests with an Idempotency-Key

/// Where a request comes from, as far as the server itself knows.
struct Origin {
  std::string network;             ///< address of the client, or the /64 of an IPv6 address
  std::string agent = {};          ///< what the browser calls itself; believed by nobody
  std::string device_token = {};   ///< of the browser, from an earlier sign-in; empty without one
  std::string session_token = {};  ///< of the session that the browser had until now; it ends with a sign-in
  std::string request_id = {};
};

struct Session {
  std::string id;
  std::string account;
  std::optional<std::string> on_behalf_of = {};
  std::string network;
  std::string agent;
  base::Instant created_at;
  base::Instant renewed_at;  ///< when its token was made: it lends only rights given before
  base::Instant seen_at;
  base::Instant expires_at;

  bool operator==(const Session&) const = default;
};

[[nodiscard]] bool is_over(const Session& session, base::Instant now);

/// A grant as it is kept.
struct KeptGrant {
  std::string id;
  Grant grant;
  base::Instant granted_at;

  bool operator==(const KeptGrant&) const = default;
};

/// Those that a token made at that moment lends.
[[nodiscard]] std::vector<Grant> given_until(const std::vector<KeptGrant>& grants, base::Instant moment);

/// An API token without its secret.
struct Token {
  std::string id;
  std::string account;
  std::string name;
  std::vector<TokenScope> scopes;
  base::Instant created_at;
  base::Instant expires_at;
  std::optional<base::Instant> seen_at = {};

  bool operator==(const Token&) const = default;
};

}  // namespace identity
