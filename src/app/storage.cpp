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

std::unique_ptr<db::Database> open_database(const Storage& storage, bool create) {
  const db::Options options{.create = create};
  if (!storage.database.empty()) return std::make_unique<db::Database>(storage.database, options);
  const std::filesystem::path folder = storage.data;
  if (create) make_folder(folder);
  return std::make_unique<db::Database>("sqlite:" + (folder / "juara.db").string(), options);
}

std::int64_t now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace app
