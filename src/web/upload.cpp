#include "web/upload.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace web {
namespace {

[[noreturn]] void fail() {
  throw base::Error(base::Kind::unavailable, "http.cannot_store", {{"reason", std::generic_category().message(errno)}});
}

// A new name is safe from a power cut only when its folder is on disk as well.
bool sync_folder(const std::filesystem::path& path) {
  const int folder =
      open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg): so POSIX has it
  const bool done = folder >= 0 && fsync(folder) == 0;
  if (folder >= 0) close(folder);
  return done;
}

}  // namespace

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
Upload::Upload(const std::filesystem::path& folder) : file_(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail();
}

Upload::~Upload() { close(file_); }

void Upload::append(std::string_view bytes) {
  hash_.add(bytes);
  size_ += bytes.size();
  while (!bytes.empty()) {
    const auto written = write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string Upload::read(std::uint64_t offset, std::size_t length) const {
  std::string bytes(length, '\0');
  const auto got = pread(file_, bytes.data(), length, static_cast<off_t>(offset));
  if (got < 0) fail();
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

bool Upload::keep(const std::filesystem::path& path) const {
  const auto unnamed = "/proc/self/fd/" + std::to_string(file_);
  if (fsync(file_) != 0) fail();
  if (linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) != 0) {
    if (errno == EEXIST) return false;
    fail();
  }
  if (!sync_folder(path)) fail();
  return true;
}

}  // namespace web
