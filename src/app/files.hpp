#pragma once

#include <string>
#include <string_view>

namespace app {

/// The whole file. Throws Error(not_found, files.cannot_open).
[[nodiscard]] std::string read_file(const std::string& path);

/// Replaces the file whole or leaves it as it was: written beside it under another name, then renamed. Throws Error(unavailable,
/// files.cannot_write). `secret` files can be read by their owner alone; they never replace one that is there (Error(conflict,
/// files.exists)).
void write_file(const std::string& path, std::string_view content, bool secret = false);

}  // namespace app
