#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// The whole file. Throws Error(not_found, files.cannot_open).
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// The files among `paths`, and those called `name` anywhere below the folders among them, sorted. Throws Error(not_found,
/// files.cannot_open) for a path that is not there.
[[nodiscard]] std::vector<std::filesystem::path> find_files(const std::vector<std::filesystem::path>& paths, std::string_view name);

}  // namespace base
