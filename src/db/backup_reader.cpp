#include "db/backup_reader.hpp"

#include "crypto/crypto.hpp"
#include "db/backup_format.hpp"
#include "json/json.hpp"

namespace db {
namespace {

using base::Document;

/// The text of a member; empty if there is none.
std::string text_of(const Document& document, std::string_view name) {
  const Document* member = document.find(name);
  return member && member->is_text() ? member->text() : "";
}

}  // namespace

BackupReader::BackupReader(const std::filesystem::path& file, Migrations all)
    : name_(file.string()), in_(file, std::ios::binary), all_(std::move(all)) {
  if (!in_.is_open() || std::filesystem::is_directory(file)) {
    throw base::Error(base::Kind::not_found, base::Problem{name_, 0, "files.cannot_open", {{"path", name_}}});
  }
  // A look at the first bytes, since what is no backup may be one endless line.
  std::string begin(backup::kAnyFormat.size(), '\0');
  in_.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  if (begin != backup::kAnyFormat) refuse("backup.not_a_backup");
  in_.seekg(0);
  check_whole();
  static_cast<void>(following(applied_, all_));
  rewind();
}

/// Newline included in the hash, so a last line without one is a file that was cut off.
void BackupReader::check_whole() {
  crypto::Sha256 hash;
  std::string previous;
  while (take_line()) {
    if (number_ > 1) hash.add(previous + '\n');
    if (number_ == 1) read_head();
    previous.swap(line_);
  }
  last_ = number_;
  line_ = previous;
  read_foot(hash.finish());
}

bool BackupReader::take_line() {
  if (!std::getline(in_, line_)) return false;
  if (in_.eof()) refuse("backup.cut_off");
  ++number_;
  return true;
}

void BackupReader::read_head() {
  const Document head = parsed();
  const std::string format = text_of(head, "format");
  if (format != backup::kFormat) refuse("backup.newer_format");
  const Document* migrations = head.find("migrations");
  if (!migrations || !migrations->is_list()) refuse("backup.damaged");
  for (const Document& migration : migrations->list()) {
    applied_.push_back({text_of(migration, "name"), {}, text_of(migration, "sha256")});
  }
}

void BackupReader::read_foot(const std::string& sha256) {
  if (!line_.starts_with(R"({"rows":)")) refuse("backup.cut_off");
  const Document foot = parsed();
  if (text_of(foot, "sha256") != sha256) refuse("backup.damaged");
  const Document* rows = foot.find("rows");
  if (!rows || !rows->is_map()) refuse("backup.damaged");
  for (const auto& [table, count] : rows->map()) {
    if (!count.is_integer()) refuse("backup.damaged");
    rows_[table] = count.integer();
  }
}

void BackupReader::rewind() {
  in_.clear();
  in_.seekg(0);
  number_ = 0;
  take_line();
}

bool BackupReader::next(Document& line) {
  if (!take_line() || number_ >= last_) return false;
  line = parsed();
  return true;
}

Document BackupReader::parsed() const {
  try {
    return json::parse(line_, name_);
  } catch (const base::Error&) {
    refuse("backup.damaged");
  }
}

void BackupReader::refuse(const char* code) const { throw base::Error(base::Kind::invalid, base::Problem{name_, 0, code, {}}); }

void BackupReader::refuse_line() const { throw base::Error(base::Kind::invalid, base::Problem{name_, number_, "backup.bad_line", {}}); }

}  // namespace db
