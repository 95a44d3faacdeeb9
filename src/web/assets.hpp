#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "web/response.hpp"

namespace web {

/// The files of the web application. Those below `assets/` whose name holds a hash (`app-BxY12_9z.js`) may be kept for ever; browsers ask
/// for all others each time, and mostly get 304.
class Assets {
 public:
  /// Of files in the binary, compressed now; a file `x.br` or `x.gz` beside `x` is its compressed form.
  explicit Assets(std::span<const base::EmbeddedFile> files);
  /// Of a folder, read at each request: for those who work on the application.
  explicit Assets(std::filesystem::path folder);

  /// `path` as in the address, without its first slash, and checked (see parse_target). Nothing: there is no such file. Files of the binary
  /// are found without blocking.
  [[nodiscard]] std::optional<Response> find(std::string_view path) const;

 private:
  std::map<std::string, std::shared_ptr<const Content>, std::less<>> contents_;
  std::filesystem::path folder_;
};

/// By the name's ending; `application/octet-stream` if it is not known.
[[nodiscard]] std::string_view media_type(std::string_view path);

}  // namespace web
