#include "web/response.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "web/characters.hpp"
#include "web/target.hpp"

namespace web {

std::shared_ptr<const File> File::open(const std::filesystem::path& path) {
  // O_NONBLOCK: opening a pipe would wait for its writer.
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // NOLINT(cppcoreguidelines-pro-type-vararg): so POSIX has it
  struct stat status {};
  if (descriptor < 0 || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    if (descriptor >= 0) close(descriptor);
    throw base::Error(base::Kind::not_found, "http.no_such_file");
  }
  return std::shared_ptr<const File>(new File(descriptor, static_cast<std::uint64_t>(status.st_size)));
}

File::~File() { close(descriptor_); }

std::string File::read(std::uint64_t offset, std::size_t length) const {
  std::string bytes(length, '\0');
  const auto got = pread(descriptor_, bytes.data(), length, static_cast<off_t>(offset));
  if (got < 0) throw base::Error(base::Kind::unavailable, "http.cannot_read", {{"reason", std::generic_category().message(errno)}});
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

Response text_response(std::string_view type, std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.set("Content-Type", type);
  return response;
}

Response json_response(std::string body, int status) { return text_response("application/json", std::move(body), status); }

Response html_response(std::string body, int status) { return text_response("text/html; charset=utf-8", std::move(body), status); }

Response no_content() { return {.status = 204}; }

Response redirect(std::string_view location, int status) {
  Response response{.status = status};
  response.headers.set("Location", location);
  return response;
}

Response content_response(std::shared_ptr<const Content> content, std::string_view cache_control) {
  Response response;
  response.headers.set("Content-Type", content->type());
  response.headers.set("Cache-Control", cache_control);
  response.body = std::move(content);
  return response;
}

Response download(std::shared_ptr<const File> file, std::string_view type, std::string_view name, std::string tag) {
  Response response{.body = std::move(file), .tag = std::move(tag)};
  response.headers.set("Content-Type", type);
  response.headers.set("Content-Disposition", attachment(name));
  return response;
}

std::string attachment(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80) continue;  // one mark a character, not one a byte
    plain += byte > 0x7f || is_control(c) || c == '"' || c == '\\' || c == '/' || c == '%' ? '_' : c;
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

std::string_view reason_phrase(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 31> kPhrases{{
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  }};
  const auto* const found = std::ranges::find(kPhrases, status, &std::pair<int, std::string_view>::first);
  return found == kPhrases.end() ? std::string_view() : found->second;
}

}  // namespace web
