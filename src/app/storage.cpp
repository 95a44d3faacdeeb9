#include "app/storage.hpp"

#include <sys/stat.h>

#include <chrono>
#include <filesystem>

namespace app {
namespace {

/// Readable by its owner alone: it holds personal data.
void make_folder(const std::filesystem::path& folder) {
  std::error_code ignored;  // if it is not there afterwards, opening the database says so
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), ignored);
  static_cast<void>(::mkdir(folder.c_str(), 0700));
}

}  // namespace

std::unique_ptr<db::Database> open_database(const config::Settings& settings, bool create) {
  if (create) make_folder(settings.data);
  return std::make_unique<db::Database>(settings.database, db::Options{.connections = settings.connections, .create = create});
}

base::Instant instant_now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::int64_t now() { return base::to_millis(instant_now()); }

}  // namespace app
