#pragma once

#include <string>
#include <string_view>

#include "features/audit/api.hpp"

namespace audit {

/// The line in RFC 8785 form with the hash of the line before it (empty for the first), and with its own hash unless that is empty.
[[nodiscard]] std::string text_of(const Line& line, std::string_view previous);

/// What the hash of the line must be.
[[nodiscard]] std::string hash_of(Line line, std::string_view previous);

/// Looks at all lines in their order and gathers what does not fit.
class Verification {
 public:
  explicit Verification(std::optional<Head> noted) : noted_(std::move(noted)) {}

  void add(const Line& line);
  [[nodiscard]] base::Problems finish(const Head& head);

 private:
  void missing(std::int64_t first, std::int64_t last);
  void fault(const char* code, std::int64_t line);

  std::optional<Head> noted_;
  Head last_;
  base::Problems problems_;
};

}  // namespace audit
