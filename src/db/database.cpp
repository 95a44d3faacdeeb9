#include "db/database.hpp"

#include <chrono>
#include <cstring>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "db/pool.hpp"
#include "db/postgres_connection.hpp"
#include "db/sqlite_connection.hpp"

namespace db {
namespace {

struct Pools {
  std::shared_ptr<Pool> readers, writers;
};

Pools open_pools(const std::string& address, const Options& options) {
  const auto pool = [&](std::size_t most, OpenConnection open) { return std::make_shared<Pool>(most, options.patience, std::move(open)); };
  const auto patience = options.patience;
  if (address.starts_with("postgresql://") || address.starts_with("postgres://")) {
    const auto both = pool(options.connections, [=] { return open_postgres(address, patience); });
    return {both, both};
  }
  constexpr std::string_view kScheme = "sqlite:";
  const std::string path = address.starts_with(kScheme) ? address.substr(kScheme.size()) : address;
  const std::size_t other = path.find("://");
  if (path.empty() || path.starts_with(':') || other != std::string::npos) {
    throw base::Error(base::Kind::invalid, "db.bad_address", {{"found", path.substr(0, other)}});
  }
  const auto open = [=](bool writes, bool create) {
    return [=] { return open_sqlite(path, {.writes = writes, .create = create, .patience = patience}); };
  };
  return {pool(options.connections, open(false, false)), pool(1, open(true, options.create))};
}

}  // namespace

struct Database::Inside {
  Pools pools;
  std::chrono::milliseconds patience{};
  std::mutex mutex;
  std::set<std::thread::id> busy;  ///< threads inside a transaction

  /// Notes that this thread is inside a transaction: a second one could wait for the first for ever.
  class Visit {
   public:
    explicit Visit(Inside& inside) : inside_(inside) {
      const std::lock_guard lock(inside_.mutex);
      if (!inside_.busy.insert(std::this_thread::get_id()).second) throw std::logic_error("db: a transaction inside of another");
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    ~Visit() {
      const std::lock_guard lock(inside_.mutex);
      inside_.busy.erase(std::this_thread::get_id());
    }

   private:
    Inside& inside_;
  };

  /// Runs `work` once and gives the hooks of what was committed.
  std::vector<std::function<void()>> attempt(Mode mode, const std::function<void(Transaction&)>& work) {
    const Visit visit(*this);
    Pool::Lease lease = (writes(mode) ? pools.writers : pools.readers)->lease();
    try {
      lease.begin(mode);
      Transaction transaction(lease.connection());
      work(transaction);
      transaction.throw_if_lost();
      lease.connection().commit();
      return transaction.take_hooks();
    } catch (...) {
      lease.rollback();
      throw;
    }
  }
};

Database::Database(const std::string& address, Options options) : inside_(std::make_unique<Inside>()) {
  inside_->pools = open_pools(address, options);
  inside_->patience = options.patience;
  try {
    Pool::Lease lease = inside_->pools.writers->lease();
    lease.begin(Mode::read);
    lease.rollback();
  } catch (const Failure& failure) {
    if (std::strcmp(failure.what(), "db.unavailable") != 0) throw;
    throw Failure(base::Kind::unavailable, "db.cannot_open", failure.detail(), {{"reason", failure.detail()}});
  }
}

Database::~Database() = default;

/// A write that met others is tried again while there is patience: a count of attempts would be used up in a moment where many cores write.
/// From the second time on it takes turns with its like, so each further attempt meets fewer.
void Database::run_erased(Mode mode, const std::function<void(Transaction&)>& work) {
  const auto deadline = std::chrono::steady_clock::now() + inside_->patience;
  std::vector<std::function<void()>> hooks;
  while (true) {
    try {
      hooks = inside_->attempt(mode, work);
      break;
    } catch (const Contention&) {
      if (std::chrono::steady_clock::now() >= deadline) throw;
      if (mode == Mode::write) mode = Mode::rewrite;
    }
  }
  for (const auto& hook : hooks) {
    try {
      hook();
    } catch (...) {  // see Transaction::after_commit
      continue;
    }
  }
}

}  // namespace db
