#pragma once

#include <optional>
#include <string>

#include "base/instant.hpp"
#include "jobs/jobs.hpp"

namespace outbox {

inline constexpr const char* kSendJob = "send_mail";

struct Message {
  std::string id;
  std::string to;  ///< mail address
  std::string to_name;
  std::string subject;
  std::optional<std::string> text = {};  ///< plain text; none once it is sent
  base::Instant created_at;
  std::optional<base::Instant> sent_at = {};

  bool operator==(const Message&) const = default;
};

/// A message and how sending it goes.
struct Tracked {
  Message message;
  std::optional<jobs::Job> job;  ///< none: it is over for so long that its job was forgotten
};

}  // namespace outbox
