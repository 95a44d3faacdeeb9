#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace mail {

struct Mailbox {
  std::string address;
  std::string name = {};  ///< may be empty

  bool operator==(const Mailbox&) const = default;
};

/// A letter in plain text to one person.
struct Message {
  std::string id;  ///< unique; part of its Message-ID, so that a letter sent twice can be known as one
  base::Instant date;
  Mailbox from;
  Mailbox to;
  std::string subject;
  std::string text;  ///< UTF-8, lines end with `\n`
};

/// Whether this can be the address of a mailbox: `name@host.domain`, ASCII, without blanks and angle brackets.
[[nodiscard]] bool is_address(std::string_view text);

/// As it goes over the wire (RFC 5322, MIME): all characters are ASCII, no line is longer than 78, lines end with CR LF. Control characters
/// in names and subjects become blanks, so nobody writes headers of their own. Throws Error(invalid, mail.bad_address).
[[nodiscard]] std::string composed(const Message& message);

}  // namespace mail
