#include "app/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "base/error.hpp"

namespace app {
namespace {

[[noreturn]] void fail(base::Kind kind, const char* code, const std::string& path) {
  throw base::Error(kind, base::Problem{path, 0, code, {{"path", path}}});
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void write_file(const std::string& path, std::string_view content, Write how) {
  if (how == Write::replace && std::filesystem::exists(path) && !std::filesystem::is_regular_file(path)) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg): so POSIX has it
    if (file < 0 || !write_all(file, content)) fail(base::Kind::unavailable, "files.cannot_write", path);
    ::close(file);
    return;
  }
  const std::string beside = path + ".part";
  std::remove(beside.c_str());  // left by somebody, with rights that are not ours to keep
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): so POSIX has it
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, how == Write::create_secret ? 0600 : 0644);
  if (file < 0) fail(base::Kind::unavailable, "files.cannot_write", path);
  const bool written = write_all(file, content) && ::fsync(file) == 0;
  ::close(file);
  // A link never takes the place of a file that is there, a rename does.
  const int placed = how == Write::replace ? std::rename(beside.c_str(), path.c_str()) : ::link(beside.c_str(), path.c_str());
  const bool exists = written && placed != 0 && errno == EEXIST;
  std::remove(beside.c_str());
  if (exists) fail(base::Kind::conflict, "files.exists", path);
  if (!written || placed != 0) fail(base::Kind::unavailable, "files.cannot_write", path);
}

}  // namespace app
