#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/output.hpp"
#include "app/storage.hpp"
#include "db/backup.hpp"
#include "db/migrations.hpp"

namespace app {
namespace {

std::string done(std::string_view code, const std::string& path, const db::RowCounts& counts, i18n::Language language) {
  std::int64_t rows = 0;
  for (const auto& [table, count] : counts) rows += count;
  return i18n::text(language, code, {{"path", path}, {"tables", std::to_string(counts.size())}, {"rows", std::to_string(rows)}});
}

}  // namespace

Exit migrate_database(const config::Settings& settings, bool only_check, i18n::Language language) {
  const auto database = open_database(settings, !only_check);
  const auto files = only_check ? db::pending_migrations(*database) : db::migrate(*database, now());
  for (const std::string& file : files) {
    print_line(i18n::text(language, only_check ? "migrate.pending" : "migrate.applied", {{"file", file}}));
  }
  if (only_check && !files.empty()) return Exit::bad_input;
  if (!only_check) db::ensure_installation(*database, now());
  print_line(i18n::text(language, "migrate.current"));
  return Exit::good;
}

Exit back_up(const config::Settings& settings, const std::string& path, i18n::Language language) {
  const auto database = open_database(settings, false);
  NewFile file(path, Write::replace_secret);
  const auto write = [&](std::string_view text) { file.write(text); };
  const db::RowCounts rows = db::back_up(*database, {.program = kVersion, .taken_at = now()}, write);
  file.place();
  print_error(done("backup.done", path, rows, language));  // the backup itself may go to standard output
  return Exit::good;
}

Exit restore(const config::Settings& settings, const std::string& path, bool replace, i18n::Language language) {
  db::BackupReader backup(path);  // before a database comes into being
  const auto database = open_database(settings, true);
  db::restore(*database, backup, {.replace = replace, .now = now()});
  db::ensure_installation(*database, now());
  print_line(done("restore.done", path, backup.rows(), language));
  return Exit::good;
}

Exit print_settings() {
  print_text(config::manual());
  return Exit::good;
}

}  // namespace app
