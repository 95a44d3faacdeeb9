#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>

#include "base/document.hpp"
#include "db/migrations.hpp"

namespace db {

using RowCounts = std::map<std::string, std::int64_t>;  ///< by table

/// A backup, line by line; each line is JSON. It is checked as a whole first: Error (not_found, files.cannot_open), (invalid)
/// backup.not_a_backup, backup.newer_format, backup.cut_off, backup.damaged, and those of pending_migrations().
class BackupReader {
 public:
  /// `all` are the migrations that this binary knows.
  explicit BackupReader(const std::filesystem::path& file, Migrations all = own_migrations());

  /// Those that were applied when the backup was taken, and those that came later.
  [[nodiscard]] std::span<const Migration> earlier() const { return std::span(all_).first(applied_.size()); }
  [[nodiscard]] std::span<const Migration> later() const { return std::span(all_).subspan(applied_.size()); }
  [[nodiscard]] const RowCounts& rows() const { return rows_; }  ///< as its last line says

  /// Back to the line after the head.
  void rewind();
  /// The next line between head and foot, or false at the end.
  bool next(base::Document& line);
  /// Throws Error(invalid, backup.bad_line) for the line that next() gave.
  [[noreturn]] void refuse_line() const;
  /// Throws Error(invalid) about the file as a whole.
  [[noreturn]] void refuse(const char* code) const;

 private:
  bool take_line();
  [[nodiscard]] base::Document parsed() const;
  void check_whole();
  void read_head();
  void read_foot(const std::string& sha256);

  std::string name_;
  std::ifstream in_;
  std::string line_;
  std::size_t number_ = 0;  ///< of line_, from 1
  std::size_t last_ = 0;    ///< number of the last line, the foot
  Migrations all_, applied_;
  RowCounts rows_;
};

}  // namespace db
