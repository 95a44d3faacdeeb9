#pragma once

#include <string>
#include <string_view>

namespace app {

/// How a file comes into being.
enum class Write {
  replace,        ///< a file that is there is replaced whole, or stays as it was
  create,         ///< a file that is there is left alone: Error(conflict, files.exists)
  create_secret,  ///< the same, readable by its owner alone
};

/// Writes beside the file under another name, then puts that in its place, so that nothing is ever half-written. What is no regular file (a
/// pipe, a device) is written to as it is. Throws Error(unavailable, files.cannot_write).
void write_file(const std::string& path, std::string_view content, Write how = Write::replace);

}  // namespace app
