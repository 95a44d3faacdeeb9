#include "db/transaction.hpp"

#include <stdexcept>

#include "db/connection.hpp"

namespace db {

template <class Work>
void Transaction::guarded(const Work& work) {
  if (lost_) throw std::logic_error("db: the transaction is lost since an earlier error");
  try {
    work();
  } catch (...) {
    lost_ = std::current_exception();
    throw;
  }
}

Transaction::Result Transaction::run(std::string_view sql, std::span<const Parameter> values) {
  Result result;
  guarded([&] { result.affected = connection_.run(sql, values, [&](Row&& row) { result.rows.push_back(std::move(row)); }); });
  return result;
}

void Transaction::for_each(std::string_view sql, std::initializer_list<Parameter> values, const Visit& visit) {
  for_each_of(sql, {values.begin(), values.size()}, visit);
}

void Transaction::for_each_of(std::string_view sql, std::span<const Parameter> values, const Visit& visit) {
  guarded([&] { connection_.stream(sql, values, visit); });
}

void Transaction::throw_if_lost() const {
  if (lost_) std::rethrow_exception(lost_);
}

Row Transaction::only(Rows rows) {
  if (rows.size() != 1) throw std::logic_error("db: " + std::to_string(rows.size()) + " rows where one was asked for");
  return std::move(rows.front());
}

std::optional<Row> Transaction::at_most_one(Rows rows) {
  if (rows.empty()) return std::nullopt;
  return only(std::move(rows));
}

}  // namespace db
