#pragma once

#include <functional>
#include <vector>

#include "features/audit/api.hpp"

namespace audit::store {

/// Takes the next number; whoever else wants one waits for the end of this transaction. Gives the head as it was.
[[nodiscard]] Head take_number(db::Transaction& transaction);
/// Adds the line and makes it the head.
void append(db::Transaction& transaction, const Line& line);
[[nodiscard]] Head head(db::Transaction& transaction);

/// Gets a line and the hash of the one before it, as far as that is there.
using Visit = std::function<void(const Line& line, const std::string& previous)>;
/// The lines of the filter, oldest first.
void for_each(db::Transaction& transaction, const Filter& filter, std::optional<std::size_t> limit, const Visit& visit);
[[nodiscard]] std::vector<Line> newest(db::Transaction& transaction, const Filter& filter, std::int64_t below, std::size_t limit);

}  // namespace audit::store
