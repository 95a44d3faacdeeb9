#pragma once

#include <string_view>

namespace base {

/// A file that was built into the binary by `juara_embed` (cmake/embed.cmake).
struct EmbeddedFile {
  std::string_view path;  ///< relative to the BASE of juara_embed, with forward slashes
  std::string_view content;
};

}  // namespace base
