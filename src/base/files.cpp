#include "base/files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/error.hpp"

namespace base {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error(Kind::not_found, Problem{path.string(), 0, "files.cannot_open", {{"path", path.string()}}});
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open() || std::filesystem::is_directory(path)) refuse(path);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<std::filesystem::path> find_files(const std::vector<std::filesystem::path>& paths, std::string_view name) {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& path : paths) {
    if (std::filesystem::is_directory(path)) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        if (entry.path().filename() == name) files.push_back(entry.path());
      }
    } else if (std::filesystem::exists(path)) {
      files.push_back(path);
    } else {
      refuse(path);
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace base
