#include "db/connection.hpp"

#include <cmath>

#include "base/text.hpp"

namespace db {

void check_values(std::span<const Parameter> values) {
  for (const Parameter& value : values) {
    if (value.is_null()) continue;
    const bool good = value.type() == Type::real   ? std::isfinite(value.real())
                      : value.type() == Type::text ? base::is_utf8(value.content()) && value.content().find('\0') == std::string_view::npos
                                                   : true;
    if (!good) throw Failure(base::Kind::invalid, "db.bad_value", "");
  }
}

}  // namespace db
