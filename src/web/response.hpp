#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/content.hpp"
#include "web/headers.hpp"

namespace web {

class EventHub;

/// A file that is open for reading; it is sent piece by piece, and a client may ask for a part of it.
class File {
 public:
  /// Throws Error(not_found, http.no_such_file) for what is no regular file.
  static std::shared_ptr<const File> open(const std::filesystem::path& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Up to `length` bytes from `offset` on, fewer at the end. Throws Error(unavailable, http.cannot_read).
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t length) const;

 private:
  File(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

/// A stream of events that stays open (Server-Sent Events); made by EventHub::listen.
struct EventStream {
  EventHub* hub = nullptr;
  std::vector<std::string> topics;
};

/// What a handler answers. The server adds length, date, tag, compression, caching by default, and the security headers.
struct Response {
  int status = 200;
  Headers headers = {};
  std::variant<std::string, std::shared_ptr<const Content>, std::shared_ptr<const File>, EventStream> body = {};
  /// What the ETag header says, without quotes; a Content brings one if this is empty. With it, the answer to `If-None-Match` is 304.
  std::string tag = {};
};

/// A body of text held in memory. `type` as in the Content-Type header.
[[nodiscard]] Response text_response(std::string_view type, std::string body, int status = 200);
[[nodiscard]] Response json_response(std::string body, int status = 200);
[[nodiscard]] Response html_response(std::string body, int status = 200);
[[nodiscard]] Response no_content();  ///< 204
/// 303, or 308 for what has moved for good. `location` must be a path of ours or a URL, encoded.
[[nodiscard]] Response redirect(std::string_view location, int status = 303);
/// `cache_control` as in the header; by default every use asks whether it is still fresh.
[[nodiscard]] Response content_response(std::shared_ptr<const Content> content, std::string_view cache_control = "no-cache");
/// A download under a name that a person reads, in any script. `tag`: for instance the hash of the bytes.
[[nodiscard]] Response download(std::shared_ptr<const File> file, std::string_view type, std::string_view name, std::string tag = {});

/// The Content-Disposition of a download (RFC 6266): the name in UTF-8, and without its accents for old programs.
[[nodiscard]] std::string attachment(std::string_view name);

/// `OK`, `Not Found`; empty for a status that HTTP does not know.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace web
