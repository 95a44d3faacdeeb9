#include "tests/support/databases.hpp"

#include <libpq-fe.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace support {
namespace {

std::string server_of_tests() {
  const char* server = std::getenv("JUARA_TEST_POSTGRES");
  if (!server) {
    throw std::runtime_error("no PostgreSQL to test on; run: export JUARA_TEST_POSTGRES=$(tools/postgres_for_tests start)   (./test does)");
  }
  return server;
}

/// `postgresql:///postgres?...` for another database and account.
std::string address_of(const std::string& server, const std::string& database, const std::string& user) {
  const std::string begin = "postgresql:///";
  const std::string end = "&user=postgres";
  return begin + database + server.substr(server.find('?'), server.size() - server.find('?') - end.size()) + "&user=" + user;
}

void run_on(const std::string& address, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(address.c_str()), &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
}

}  // namespace

FreshDatabase::FreshDatabase(Kind kind) : FreshDatabase(kind == Kind::postgres ? server_of_tests() : std::string()) {}

FreshDatabase::FreshDatabase(std::string server) : server_(std::move(server)) {
  if (server_.empty()) {
    address_ = "sqlite:" + (folder_.path() / "test.db").string();
    return;
  }
  // The name of the folder is nobody else's.
  name_ = folder_.path().filename().string();
  administer("CREATE DATABASE \"" + name_ + "\" OWNER juara");
  address_ = address_of(server_, name_, "juara");
}

FreshDatabase::~FreshDatabase() {
  if (server_.empty()) return;
  try {
    administer("DROP DATABASE \"" + name_ + "\" WITH (FORCE)");
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
}

void FreshDatabase::disconnect_all() const {
  run_on(server_, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name_ + "'");
}

void FreshDatabase::administer(const std::string& sql) const { run_on(server_, sql); }

void PrintTo(Kind kind, std::ostream* out) { *out << (kind == Kind::sqlite ? "Sqlite" : "Postgres"); }

std::string kind_name(const testing::TestParamInfo<Kind>& info) { return testing::PrintToString(info.param); }

}  // namespace support
