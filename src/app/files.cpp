#include "app/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

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
  return ::fsync(file) == 0;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open() || std::filesystem::is_directory(path)) fail(base::Kind::not_found, "files.cannot_open", path);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

void write_file(const std::string& path, std::string_view content, bool secret) {
  if (secret && std::filesystem::exists(path)) fail(base::Kind::conflict, "files.exists", path);
  const std::string beside = path + ".part";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secret ? 0600 : 0644);
  if (file < 0) fail(base::Kind::unavailable, "files.cannot_write", path);
  const bool written = write_all(file, content);
  ::close(file);
  if (!written || std::rename(beside.c_str(), path.c_str()) != 0) {
    std::remove(beside.c_str());
    fail(base::Kind::unavailable, "files.cannot_write", path);
  }
}

}  // namespace app
