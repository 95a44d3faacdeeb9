#pragma once

#include "db/migrations.hpp"
#include "tests/support/databases.hpp"

namespace support {

/// A test on a database of each kind that has the whole schema and no data.
class MigratedTest : public DatabaseTest {
 protected:
  MigratedTest() { db::migrate(database, 0); }
};

}  // namespace support
