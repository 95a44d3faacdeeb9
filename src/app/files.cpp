#include "app/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/error.hpp"

namespace app {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

[[noreturn]] void fail(base::Kind kind, const char* code, const std::string& path) {
  throw base::Error(kind, base::Problem{path, 0, code, {{"path", path}}});
}

bool replaces(Write how) { return how == Write::replace || how == Write::replace_secret; }
mode_t rights(Write how) { return how == Write::create_secret || how == Write::replace_secret ? 0600 : 0644; }

int open_file(const std::string& path, int flags, mode_t mode = 0) {
  return ::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, mode);  // NOLINT(cppcoreguidelines-pro-type-vararg): so POSIX has it
}

/// A new name is on disk once its folder is.
bool sync_folder(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): so POSIX has it
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  return synced;
}

}  // namespace

NewFile::NewFile(std::string path, Write how) : path_(std::move(path)), how_(how) {
  if (replaces(how) && std::filesystem::exists(path_) && !std::filesystem::is_regular_file(path_)) {
    file_ = open_file(path_, 0);
  } else {
    beside_ = path_ + ".part";
    std::remove(beside_.c_str());  // left by somebody, with rights that are not ours to keep
    file_ = open_file(beside_, O_CREAT | O_EXCL | O_NOFOLLOW, rights(how));
  }
  if (file_ < 0) fail();
}

NewFile::~NewFile() {
  if (file_ >= 0) ::close(file_);
  if (!beside_.empty()) std::remove(beside_.c_str());
}

void NewFile::write(std::string_view content) {
  buffer_ += content;
  if (buffer_.size() >= kBuffer) flush();
}

void NewFile::flush() {
  for (std::string_view rest = buffer_; !rest.empty();) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written <= 0) fail();
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void NewFile::place() {
  flush();
  if (beside_.empty()) return;
  if (::fsync(file_) != 0) fail();
  // A link never takes the place of a file that is there, a rename does.
  if ((replaces(how_) ? std::rename(beside_.c_str(), path_.c_str()) : ::link(beside_.c_str(), path_.c_str())) != 0) {
    if (errno == EEXIST) app::fail(base::Kind::conflict, "files.exists", path_);
    fail();
  }
  if (!sync_folder(path_)) fail();
}

void NewFile::fail() const { app::fail(base::Kind::unavailable, "files.cannot_write", path_); }

void write_file(const std::string& path, std::string_view content, Write how) {
  NewFile file(path, how);
  file.write(content);
  file.place();
}

}  // namespace app
