#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "db/database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace support {

enum class Kind { sqlite, postgres };
/// For GoogleTest.
void PrintTo(Kind kind, std::ostream* out);

inline constexpr auto kPatience = std::chrono::milliseconds(10'000);
inline constexpr db::Options kOptions{.connections = 8, .patience = kPatience};

/// An empty database that goes with the object. PostgreSQL ones are made on the server whose address stands in JUARA_TEST_POSTGRES; without
/// it the test fails, since nothing may be tested on one kind alone.
class FreshDatabase {
 public:
  explicit FreshDatabase(Kind kind);
  /// The same on another PostgreSQL server.
  explicit FreshDatabase(std::string server);
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;
  ~FreshDatabase();

  /// For db::Database.
  [[nodiscard]] const std::string& address() const { return address_; }
  /// Ends all connections to it but its own, as a restart of the server does. PostgreSQL only.
  void disconnect_all() const;
  /// Runs SQL of PostgreSQL itself, outside of any transaction, as the owner of the server.
  void administer(const std::string& sql) const;

 private:
  TemporaryFolder folder_;
  std::string server_;  ///< empty for SQLite
  std::string name_;
  std::string address_;
};

/// A test that runs on both kinds: TEST_P(Suite, ...), and ON_BOTH_DATABASES(Suite) once.
class DatabaseTest : public testing::TestWithParam<Kind> {
 public:
  FreshDatabase fresh{GetParam()};
  db::Database database{fresh.address(), support::kOptions};
};

[[nodiscard]] std::string kind_name(const testing::TestParamInfo<Kind>& info);

}  // namespace support

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): GoogleTest's own is one
#define ON_BOTH_DATABASES(Suite) \
  INSTANTIATE_TEST_SUITE_P(On, Suite, testing::Values(support::Kind::sqlite, support::Kind::postgres), support::kind_name)
